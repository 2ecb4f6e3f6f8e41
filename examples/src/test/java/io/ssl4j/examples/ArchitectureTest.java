package io.ssl4j.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.File;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.Scanner;

/**
 * The dependency rules of docs/ARCHITECTURE.md. They are methods, because Surefire passes over rules that are fields.
 */
@AnalyzeClasses(
        packages = "io.ssl4j",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    private static final String[] METHODS = {"io.ssl4j.pretext..", "io.ssl4j.contrastive..", "io.ssl4j.noncontrastive.."
    };

    @ArchTest
    static void coreStandsOnItsOwn(JavaClasses classes) {
        noClasses()
                .that()
                .resideInAPackage("io.ssl4j.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.ssl4j.pretext..",
                        "io.ssl4j.contrastive..",
                        "io.ssl4j.noncontrastive..",
                        "io.ssl4j.eval..",
                        "io.ssl4j.examples..",
                        "io.ssl4j.cli..")
                .check(classes);
    }

    @ArchTest
    static void evaluationKnowsNoMethod(JavaClasses classes) {
        noClasses()
                .that()
                .resideInAPackage("io.ssl4j.eval..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.ssl4j.pretext..",
                        "io.ssl4j.contrastive..",
                        "io.ssl4j.noncontrastive..",
                        "io.ssl4j.examples..",
                        "io.ssl4j.cli..")
                .check(classes);
    }

    @ArchTest
    static void methodsKnowNoEvaluation(JavaClasses classes) {
        noClasses()
                .that()
                .resideInAnyPackage(METHODS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ssl4j.eval..", "io.ssl4j.examples..", "io.ssl4j.cli..")
                .check(classes);
    }

    @ArchTest
    static void methodModulesDoNotKnowEachOther(JavaClasses classes) {
        slices().matching("io.ssl4j.(pretext|contrastive|noncontrastive)..")
                .should()
                .notDependOnEachOther()
                .check(classes);
    }

    @ArchTest
    static void roomsOfCoreHaveNoCycles(JavaClasses classes) {
        slices().matching("io.ssl4j.core.(*)..").should().beFreeOfCycles().check(classes);
    }

    /** Rooms that serve every kind of sample. */
    private static final String[] GENERAL = {
        "io.ssl4j.core.numerics..",
        "io.ssl4j.core.data..",
        "io.ssl4j.core.batch..",
        "io.ssl4j.core.network..",
        "io.ssl4j.core.encoder..",
        "io.ssl4j.core.loss..",
        "io.ssl4j.core.optim..",
        "io.ssl4j.core.method..",
        "io.ssl4j.core.joint..",
        "io.ssl4j.core.multitask..",
        "io.ssl4j.core.train..",
        "io.ssl4j.core.checkpoint..",
        "io.ssl4j.core.log..",
        "io.ssl4j.core.monitor..",
        "io.ssl4j.core.recipe..",
        "io.ssl4j.core.registry.."
    };

    @ArchTest
    static void generalRoomsReachNoModality(JavaClasses classes) {
        noClasses()
                .that()
                .resideInAnyPackage(GENERAL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ssl4j.core.vision..", "io.ssl4j.core.series..")
                .check(classes);
    }

    @ArchTest
    static void modalitiesDoNotKnowEachOther(JavaClasses classes) {
        slices().matching("io.ssl4j.core.(vision|series)..")
                .should()
                .notDependOnEachOther()
                .check(classes);
    }

    /** Methods that do not need pixels work on every kind of sample. */
    @ArchTest
    static void jointEmbeddingMethodsReachNoModality(JavaClasses classes) {
        noClasses()
                .that()
                .resideInAnyPackage("io.ssl4j.contrastive..", "io.ssl4j.noncontrastive..", "io.ssl4j.eval..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ssl4j.core.vision..", "io.ssl4j.core.series..")
                .check(classes);
    }

    /** Method packages are independent; what several share lives in "loss", "negatives" or in core. */
    @ArchTest
    static void methodPackagesAreIndependent(JavaClasses classes) {
        for (String module : new String[] {"pretext", "contrastive", "noncontrastive"}) {
            slices().matching("io.ssl4j." + module + ".(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(
                            DescribedPredicate.alwaysTrue(),
                            JavaClass.Predicates.resideInAnyPackage(
                                    "io.ssl4j." + module + ".loss..", "io.ssl4j." + module + ".negatives.."))
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @ArchTest
    static void nothingButSlf4jLogs(JavaClasses classes) {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(classes);
    }

    @ArchTest
    static void librariesPrintNothing(JavaClasses classes) {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                classes.that(JavaClass.Predicates.resideOutsideOfPackages("io.ssl4j.examples..", "io.ssl4j.cli..")));
    }

    /**
     * Texts and figures are the same in every locale: digits, decimal points and case are given with {@code Locale}.
     */
    @ArchTest
    static void nothingFormatsInTheLocaleOfTheMachine(JavaClasses classes) {
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "format", String.class, Object[].class)
                .orShould()
                .callConstructor(Formatter.class)
                .orShould()
                .callConstructor(DecimalFormat.class, String.class)
                .orShould()
                .callConstructor(SimpleDateFormat.class, String.class)
                .orShould()
                .callMethod(NumberFormat.class, "getInstance")
                .orShould()
                .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
                .because(
                        "a locale may have other digits, another decimal sign and an i without a dot; give Locale.ROOT")
                .check(classes);
    }

    /** Files have the same bytes in every locale: their encoding is given. */
    @ArchTest
    static void nothingReadsOrWritesInTheEncodingOfTheMachine(JavaClasses classes) {
        noClasses()
                .should()
                .callMethod(String.class, "getBytes")
                .orShould()
                .callConstructor(String.class, byte[].class)
                .orShould()
                .callConstructor(InputStreamReader.class, InputStream.class)
                .orShould()
                .callConstructor(OutputStreamWriter.class, OutputStream.class)
                .orShould()
                .callConstructor(FileReader.class, File.class)
                .orShould()
                .callConstructor(FileReader.class, String.class)
                .orShould()
                .callConstructor(FileWriter.class, File.class)
                .orShould()
                .callConstructor(FileWriter.class, String.class)
                .orShould()
                .callConstructor(PrintWriter.class, File.class)
                .orShould()
                .callConstructor(Scanner.class, InputStream.class)
                .orShould()
                .callConstructor(Scanner.class, File.class)
                .orShould()
                .callConstructor(Scanner.class, Path.class)
                .because("Java takes the encoding of the machine then; give StandardCharsets.UTF_8")
                .check(classes);
    }

    @ArchTest
    static void nobodyEndsTheProcess(JavaClasses classes) {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.ssl4j.examples..", "io.ssl4j.cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(classes);
    }

    /** Once packaged, the test fixtures of other modules come as jars. */
    static final class NoTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }
}
