package io.ssl4j.core.network.onednn.internal.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.network.onednn.ExecutionPath;
import io.ssl4j.core.network.onednn.LayerPaths;
import io.ssl4j.core.network.onednn.internal.kernel.OneDnn;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerPathsTest {

    private static LayerPaths allowing(ExecutionPath path) {
        return LayerHarness.allowing(path, LayerPaths::current);
    }

    @Test
    void oneDnnRunsEverythingByDefault() {
        LayerPaths paths = LayerPaths.current();
        assertThat(paths).isEqualTo(allowing(ExecutionPath.ONEDNN));
        assertThat(paths.convolution()).isEqualTo(ExecutionPath.ONEDNN);
        assertThat(paths.batchNorm()).isEqualTo(ExecutionPath.ONEDNN);
        assertThat(paths.others()).isEqualTo(ExecutionPath.ONEDNN);
        assertThat(paths.reason()).isEmpty();
        assertThat(paths.backend()).isEqualTo("CpuBackend");
        assertThat(paths.oneDnnVersion())
                .hasValueSatisfying(version -> assertThat(version).startsWith("2.5."));
        assertThat(paths.instructionSet())
                .hasValueSatisfying(set -> assertThat(set).matches("[A-Z0-9_]+"));
    }

    @ParameterizedTest
    @CsvSource({"LIBND4J,LIBND4J", "STOCK,STOCK"})
    void theSettingForcesThePaths(ExecutionPath allowed, ExecutionPath convolution) {
        LayerPaths paths = allowing(allowed);
        assertThat(paths.allowed()).isEqualTo(allowed);
        assertThat(paths.convolution()).isEqualTo(convolution);
        assertThat(paths.batchNorm()).isEqualTo(convolution);
        assertThat(paths.others()).isEqualTo(ExecutionPath.STOCK);
        assertThat(paths.reason())
                .hasValue("the system property ssl4j.layers is "
                        + allowed.name().toLowerCase(Locale.ROOT) + "; leave it out to use oneDNN");
    }

    @Test
    void anotherSettingIsRefused() {
        System.setProperty(LayerPaths.PROPERTY, "fast");
        try {
            assertThatThrownBy(LayerPaths::current)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the system property ssl4j.layers must be onednn, libnd4j or stock, got 'fast';"
                            + " leave it out for the fastest");
        } finally {
            System.clearProperty(LayerPaths.PROPERTY);
        }
    }

    @Test
    void theWarningNamesTheCoordinatesOfThePlatform() {
        UnsatisfiedLinkError cause = new UnsatisfiedLinkError("no jnidnnl");
        assertThat(OneDnn.notLoaded("linux-arm64", cause))
                .isEqualTo("oneDNN could not be loaded, so convolutions and batch norms run on libnd4j's ops and other"
                        + " layers on DL4J's own implementation, 10 to 20 times slower; add"
                        + " org.bytedeco:dnnl:2.5.2-1.5.7:linux-arm64 and org.bytedeco:opencl:3.0-1.5.7:linux-arm64 to"
                        + " the class path (java.lang.UnsatisfiedLinkError: no jnidnnl)");
        assertThat(OneDnn.notLoaded("macosx-arm64", cause))
                .contains("no build of oneDNN 2.5.2-1.5.7 for macosx-arm64: run an x86_64 JDK")
                .doesNotContain("add org.bytedeco");
        assertThat(OneDnn.otherBackend("JCublasBackend"))
                .isEqualTo("oneDNN layers run on the CPU, and the ND4J backend is JCublasBackend; they fall back to"
                        + " DL4J's own layers");
    }

    /** A process that lacks oneDNN's natives warns once and runs on libnd4j. */
    @Test
    void withoutTheNativesLayersRunOnLibNd4jAfterOneWarning() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !new File(entry).getName().matches("dnnl-.*-(linux|macosx|windows).*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        classPath,
                        LayerPathsProbe.class.getName())
                .redirectErrorStream(true)
                .start();
        String console = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(console).isZero();
        assertThat(console.split("oneDNN could not be loaded, so convolutions and batch norms run on libnd4j's ops"))
                .as(console)
                .hasSize(2);
        assertThat(console).contains("convolution LIBND4J, batch norm LIBND4J, reason true, version false");
    }
}
