package io.ssl4j.core.network.onednn.internal.kernel;

import io.ssl4j.core.network.onednn.LayerPaths;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects whether the oneDNN library can be used in this process. This is determined once, on first use; if it cannot,
 * one warning names the reason, what to add to the class path, and what layers run on instead. {@link LayerPaths}
 * describes layers that are made now.
 */
public final class OneDnn {

    private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);
    private static final String DNNL_VERSION = "2.5.2-1.5.7";
    private static final String OPENCL_VERSION = "3.0-1.5.7";

    private OneDnn() {}

    /** Returns whether layers can run on oneDNN here: the ND4J backend is a CPU one and the native library loads. */
    public static boolean available() {
        return Holder.REASON == null;
    }

    /** Why {@link #available()} is false, with the coordinates to add; empty when it is true. */
    public static Optional<String> unavailableReason() {
        return Optional.ofNullable(Holder.REASON);
    }

    /**
     * Returns whether convolutions of blocked images are faster here: measured with AVX2, channels-last ones take up to
     * twice the time.
     */
    public static boolean prefersBlocks() {
        return available() && isa() == dnnl.cpu_isa.avx2;
    }

    /** The CPU engine; only to be called when {@link #available()}. */
    public static engine engine() {
        return Holder.ENGINE;
    }

    /** Version of the loaded library; only to be called when {@link #available()}. */
    public static String version() {
        dnnl_version_t version = dnnl.dnnl_version();
        return version.major() + "." + version.minor() + "." + version.patch();
    }

    /** The widest instructions that the loaded library uses here; only to be called when {@link #available()}. */
    public static String instructionSet() {
        return isa().name().toUpperCase(Locale.ROOT);
    }

    /** JavaCPP returns an object that is none of the constants. */
    private static dnnl.cpu_isa isa() {
        return dnnl.get_effective_cpu_isa().intern();
    }

    /** Returns the dependencies to add to the class path, for a platform such as {@code linux-x86_64}. */
    public static String coordinates(String platform) {
        return "org.bytedeco:dnnl:" + DNNL_VERSION + ":" + platform + " and org.bytedeco:opencl:" + OPENCL_VERSION + ":"
                + platform;
    }

    /** The text for a CPU whose library did not load. */
    public static String notLoaded(String platform, Throwable cause) {
        String advice = platform.equals("macosx-arm64")
                ? "there is no build of oneDNN " + DNNL_VERSION
                        + " for macosx-arm64: run an x86_64 JDK with the natives of"
                        + " macosx-x86_64, or train on another platform"
                : "add " + coordinates(platform) + " to the class path";
        return "oneDNN could not be loaded, so convolutions and batch norms run on libnd4j's ops and other layers on"
                + " DL4J's own implementation, 10 to 20 times slower; " + advice + " (" + cause + ")";
    }

    /** The text for a backend that does not run on the CPU. */
    public static String otherBackend(String backend) {
        return "oneDNN layers run on the CPU, and the ND4J backend is " + backend
                + "; they fall back to DL4J's own layers";
    }

    private static final class Holder {
        static final engine ENGINE;
        static final String REASON;

        static {
            engine cpu = null;
            String reason = null;
            try {
                if (!Nd4j.getEnvironment().isCPU()) {
                    reason = otherBackend(Nd4j.getBackend().getClass().getSimpleName());
                } else {
                    Loader.load(dnnl.class);
                    cpu = new engine(engine.kind.cpu, 0);
                }
            } catch (LinkageError | RuntimeException e) {
                reason = notLoaded(Loader.getPlatform(), e);
            }
            ENGINE = cpu;
            REASON = reason;
            if (reason != null) {
                LOG.warn(reason);
            }
        }
    }
}
