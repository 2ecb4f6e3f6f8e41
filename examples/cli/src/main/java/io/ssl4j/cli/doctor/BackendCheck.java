package io.ssl4j.cli.doctor;

import io.ssl4j.cli.doctor.Section.Fact;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J's backend, which everything else needs. */
final class BackendCheck {

    private BackendCheck() {}

    /** The backend of this process, which is loaded if it was not yet. */
    static Section ofThisProcess() {
        try {
            return of(
                    Nd4j.getBackend().getClass().getSimpleName(),
                    Nd4j.getEnvironment().isCPU(),
                    String.valueOf(Nd4j.factory().blas().getBlasVendor()),
                    Nd4j.factory().blas().getMaxThreads());
        } catch (LinkageError | RuntimeException e) {
            return failed(e, Loader.getPlatform());
        }
    }

    static Section of(String backend, boolean cpu, String blas, int blasThreads) {
        List<Fact> facts = List.of(
                new Fact("backend", backend),
                new Fact("BLAS", blas.toLowerCase(Locale.ROOT) + ", " + blasThreads + " thread(s)"));
        return new Section(
                "ND4J",
                facts,
                cpu
                        ? List.of()
                        : List.of(Finding.error(
                                "Training needs a CPU backend, and ND4J loaded " + backend + ".",
                                "Remove the other backend from the class path and keep org.nd4j:nd4j-native.")));
    }

    static Section failed(Throwable error, String platform) {
        return new Section(
                "ND4J",
                List.of(new Fact("backend", "none: it cannot be loaded")),
                List.of(Finding.error(
                        "ND4J's native library cannot be loaded: "
                                + String.valueOf(root(error)).replaceFirst("[.]+$", "") + ".",
                        "Add org.nd4j:nd4j-native:1.0.0-M2.1 and the same with the classifier " + platform
                                + " to the class path; on Linux it needs glibc, which Alpine lacks.")));
    }

    private static Throwable root(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
