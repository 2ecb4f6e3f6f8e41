package io.ssl4j.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependency rules of docs/ARCHITECTURE.md. */
@AnalyzeClasses(packages = "io.ssl4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] METHODS = {
        "io.ssl4j.pretext..", "io.ssl4j.contrastive..", "io.ssl4j.noncontrastive.."
    };

    @ArchTest
    static final ArchRule CORE_STANDS_ON_ITS_OWN = noClasses()
            .that()
            .resideInAPackage("io.ssl4j.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ssl4j.pretext..",
                    "io.ssl4j.contrastive..",
                    "io.ssl4j.noncontrastive..",
                    "io.ssl4j.eval..",
                    "io.ssl4j.examples..");

    @ArchTest
    static final ArchRule EVALUATION_KNOWS_NO_METHOD = noClasses()
            .that()
            .resideInAPackage("io.ssl4j.eval..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ssl4j.pretext..", "io.ssl4j.contrastive..", "io.ssl4j.noncontrastive..", "io.ssl4j.examples..");

    @ArchTest
    static final ArchRule METHODS_KNOW_NO_EVALUATION = noClasses()
            .that()
            .resideInAnyPackage(METHODS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.ssl4j.eval..", "io.ssl4j.examples..");

    @ArchTest
    static final ArchRule METHOD_MODULES_DO_NOT_KNOW_EACH_OTHER = slices()
            .matching("io.ssl4j.(pretext|contrastive|noncontrastive)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule ROOMS_OF_CORE_HAVE_NO_CYCLES =
            slices().matching("io.ssl4j.core.(*)..").should().beFreeOfCycles();

    /** Method packages are independent; what several share lives in "loss", "negatives" or in core. */
    @ArchTest
    static void methodPackagesAreIndependent(JavaClasses classes) {
        for (String module : new String[] {"pretext", "contrastive", "noncontrastive"}) {
            slices().matching("io.ssl4j." + module + ".(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(),
                            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                                    "io.ssl4j." + module + ".loss..", "io.ssl4j." + module + ".negatives.."))
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @ArchTest
    static final ArchRule NOTHING_BUT_SLF4J_LOGS = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static void librariesPrintNothing(JavaClasses classes) {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                classes.that(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage(
                        "io.ssl4j.examples..")));
    }

    @ArchTest
    static final ArchRule NOBODY_ENDS_THE_PROCESS = noClasses()
            .that()
            .resideOutsideOfPackage("io.ssl4j.examples..")
            .should()
            .callMethod(System.class, "exit", int.class);
}
