package io.ssl4j.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.LayerPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {

    @TempDir
    Path folder;

    @Test
    void thisJavaIsFine() {
        assertThat(SystemCheck.of(System.getProperties()).findings()).isEmpty();
    }

    @Test
    void aMachineWithoutNatives() {
        Properties system = new Properties();
        system.putAll(System.getProperties());
        system.setProperty("os.arch", "x86");
        system.setProperty("java.version", "11.0.2");
        assertThat(SystemCheck.of(system).findings())
                .extracting(Finding::isError, Finding::problem)
                .containsExactly(
                        tuple(true, "ND4J has no native library for the architecture 'x86'."),
                        tuple(true, "Java 11.0.2 is too old."));
    }

    @Test
    void threadsThatDoNotFitTheCores() {
        assertThat(ThreadsCheck.of(2, 2, null).findings()).isEmpty();
        assertThat(ThreadsCheck.of(2, 2, "PASSIVE").findings()).isEmpty();
        assertThat(ThreadsCheck.of(2, 8, "active").findings())
                .containsExactly(Finding.warning(
                        "8 OpenMP threads share 2 core(s) and wait for each other at every layer, which can make training"
                                + " several times slower.",
                        "Set the environment variable OMP_NUM_THREADS=2, or give the container whole cores (docker run"
                                + " --cpus)."));
        assertThat(ThreadsCheck.of(4, 1, "lazy").findings())
                .extracting(Finding::remedy)
                .containsExactly(
                        "Set the environment variable OMP_NUM_THREADS=4, or leave it unset.",
                        "Set OMP_WAIT_POLICY=passive.");
    }

    @Test
    void theWaitPolicyIsExplained() {
        assertThat(waitPolicy(null)).startsWith("not set: threads that wait spin for a while");
        assertThat(waitPolicy("passive")).startsWith("passive: threads that wait sleep");
        assertThat(waitPolicy("active")).startsWith("active: threads that wait spin");
    }

    private static String waitPolicy(String value) {
        return ThreadsCheck.of(2, 2, value).facts().get(2).text();
    }

    @Test
    void aBackendThatDoesNotLoad() {
        Throwable error = new ExceptionInInitializerError(new UnsatisfiedLinkError("no jnind4jcpu"));
        assertThat(BackendCheck.failed(error, "linux-x86_64").findings())
                .containsExactly(Finding.error(
                        "ND4J's native library cannot be loaded: java.lang.UnsatisfiedLinkError: no jnind4jcpu.",
                        "Add org.nd4j:nd4j-native:1.0.0-M2.1 and the same with the classifier linux-x86_64 to the class"
                                + " path; on Linux it needs glibc, which Alpine lacks."));
        assertThat(BackendCheck.of("JCublasBackend", false, "CUBLAS", 1).findings())
                .singleElement()
                .matches(Finding::isError);
    }

    @Test
    void layersWithoutOneDnn() {
        LayerPaths without = new LayerPaths(
                ExecutionPath.ONEDNN,
                ExecutionPath.LIBND4J,
                ExecutionPath.LIBND4J,
                ExecutionPath.STOCK,
                Optional.of("oneDNN could not be loaded; add a:b:1 (why; so)"),
                "CpuBackend",
                "linux-x86_64",
                Optional.empty(),
                Optional.empty());
        Section section = LayersCheck.of(without);
        assertThat(section.facts())
                .containsExactly(
                        new Section.Fact("oneDNN", "does not load"),
                        new Section.Fact("convolution", "libnd4j's operations, slower than oneDNN"),
                        new Section.Fact("batch norm", "libnd4j's operations, slower than oneDNN"));
        assertThat(section.findings())
                .containsExactly(Finding.warning(
                        "Training does not run on the fast path: oneDNN could not be loaded.", "Add a:b:1 (why; so)."));
    }

    @Test
    void layersThatAreSwitchedOff() {
        assertThat(LayersCheck.ofThisProcess().findings()).isEmpty();
        System.setProperty(LayerPaths.PROPERTY, "stock");
        try {
            Section section = LayersCheck.ofThisProcess();
            assertThat(section.facts()).contains(new Section.Fact("convolution", "DL4J's own layers, the slowest"));
            assertThat(section.findings())
                    .containsExactly(Finding.warning(
                            "Training does not run on the fast path: the system property ssl4j.layers is stock.",
                            "Leave it out to use oneDNN."));
        } finally {
            System.clearProperty(LayerPaths.PROPERTY);
        }
    }

    @Test
    void noMethods() {
        assertThat(MethodsCheck.of(List.of("simclr")).findings()).isEmpty();
        assertThat(MethodsCheck.of(List.of()).findings()).singleElement().matches(Finding::isError);
    }

    @Test
    void aCacheThatIsNotUsed() {
        assertThat(FilesCheck.of(folder, Optional.of("/proc/cache"), folder, folder)
                        .findings())
                .containsExactly(Finding.warning(
                        "The folder /proc/cache in -Dorg.bytedeco.javacpp.cachedir is not used, since it cannot be made:"
                                + " native libraries are unpacked into " + folder + ".",
                        "Name a folder that can be written, or leave the property out."));
    }

    @Test
    void aWrongChoiceOfLayersIsAnError() {
        System.setProperty(LayerPaths.PROPERTY, "cudnn");
        try {
            assertThat(LayersCheck.ofThisProcess().findings())
                    .containsExactly(Finding.error(
                            "Training cannot choose its layers: the system property ssl4j.layers must be onednn,"
                                    + " libnd4j or stock, got 'cudnn'.",
                            "Leave -Dssl4j.layers out for the fastest layers."));
        } finally {
            System.clearProperty(LayerPaths.PROPERTY);
        }
    }

    @Test
    void foldersThatCannotBeWritten() throws IOException {
        Path cache = folder.resolve("not/yet/there");
        assertThat(FilesCheck.of(cache, Optional.of(cache.toString()), folder, folder)
                        .findings())
                .isEmpty();
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(FilesCheck.of(file, Optional.empty(), file, file).findings())
                .extracting(Finding::problem)
                .containsExactly(
                        "The folder " + file + " cannot be written: native libraries that are not in it yet cannot be"
                                + " unpacked.",
                        "The folder for temporary files, " + file + ", cannot be written: the images that come with"
                                + " ssl4j cannot be opened.",
                        "The working folder " + file + " cannot be written.");
    }
}
