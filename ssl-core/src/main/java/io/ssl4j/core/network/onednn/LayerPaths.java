package io.ssl4j.core.network.onednn;

import io.ssl4j.core.network.onednn.internal.kernel.OneDnn;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The implementations that fast layers of float networks would run on if they were made now, and the reason. A layer
 * whose configuration is not supported on its path uses the next one and logs this; networks of other data types run on
 * DL4J's own layers.
 *
 * @param allowed the fastest path that the system property {@value #PROPERTY} allows
 * @param convolution the path of convolutions
 * @param batchNorm the path of batch norms
 * @param others the path of pooling, ReLU and residual additions
 * @param reason why oneDNN is not used, with what to do about it; empty if it is used
 * @param backend the ND4J backend, such as {@code CpuBackend}
 * @param platform the platform whose natives are looked for, such as {@code linux-x86_64}
 * @param oneDnnVersion the version of the loaded oneDNN library, such as {@code 2.5.2}; empty if it is not loaded
 * @param instructionSet the widest instructions that oneDNN uses on this processor, such as {@code AVX2}; empty if it
 *     is not loaded
 */
public record LayerPaths(
        ExecutionPath allowed,
        ExecutionPath convolution,
        ExecutionPath batchNorm,
        ExecutionPath others,
        Optional<String> reason,
        String backend,
        String platform,
        Optional<String> oneDnnVersion,
        Optional<String> instructionSet) {

    /**
     * The system property that sets the fastest path allowed; read when a layer is made. {@code onednn}, the default:
     * oneDNN if it can run, else libnd4j's ops where they are faster than DL4J's layers, else DL4J's layers. {@code
     * libnd4j}: the same without oneDNN. {@code stock}: only DL4J's own layers.
     */
    public static final String PROPERTY = "ssl4j.layers";

    /**
     * Returns the current paths.
     *
     * @throws IllegalArgumentException if {@value #PROPERTY} has another value than onednn, libnd4j or stock
     */
    public static LayerPaths current() {
        ExecutionPath allowed = setting();
        boolean loaded = OneDnn.available();
        return new LayerPaths(
                allowed,
                fastest(true),
                fastest(true),
                fastest(false),
                allowed == ExecutionPath.ONEDNN
                        ? OneDnn.unavailableReason()
                        : Optional.of("the system property " + PROPERTY + " is "
                                + allowed.name().toLowerCase(Locale.ROOT) + "; leave it out to use oneDNN"),
                Nd4j.getBackend().getClass().getSimpleName(),
                Loader.getPlatform(),
                loaded ? Optional.of(OneDnn.version()) : Optional.empty(),
                loaded ? Optional.of(OneDnn.instructionSet()) : Optional.empty());
    }

    /**
     * Returns the path that a float layer starts with.
     *
     * @param onLibNd4j whether this kind of layer has an implementation on libnd4j's ops
     */
    public static ExecutionPath fastest(boolean onLibNd4j) {
        ExecutionPath allowed = setting();
        if (allowed == ExecutionPath.ONEDNN && OneDnn.available()) {
            return ExecutionPath.ONEDNN;
        }
        return allowed != ExecutionPath.STOCK
                        && onLibNd4j
                        && Nd4j.getEnvironment().isCPU()
                ? ExecutionPath.LIBND4J
                : ExecutionPath.STOCK;
    }

    private static ExecutionPath setting() {
        String value = System.getProperty(PROPERTY, "onednn");
        return switch (value) {
            case "onednn" -> ExecutionPath.ONEDNN;
            case "libnd4j" -> ExecutionPath.LIBND4J;
            case "stock" -> ExecutionPath.STOCK;
            default ->
                throw new IllegalArgumentException("the system property " + PROPERTY
                        + " must be onednn, libnd4j or stock, got '" + value + "'; leave it out for the fastest");
        };
    }
}
