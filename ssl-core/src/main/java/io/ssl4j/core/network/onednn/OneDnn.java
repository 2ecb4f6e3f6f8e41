package io.ssl4j.core.network.onednn;

import java.util.Optional;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the oneDNN library can be used in this process. The answer is found once, at the first question; when it is no, one
 * warning names the reason and what to add to the class path.
 */
public final class OneDnn {

    /** The system property that switches the native path off when it is {@code false}; read when a layer is instantiated. */
    public static final String PROPERTY = "ssl4j.onednn";

    private static final Logger LOG = LoggerFactory.getLogger(OneDnn.class);
    private static final String DNNL_VERSION = "2.5.2-1.5.7";
    private static final String OPENCL_VERSION = "3.0-1.5.7";

    private OneDnn() {}

    /** Whether layers can run on oneDNN here: the ND4J backend is a CPU one and the native library loads. */
    public static boolean available() {
        return Holder.REASON == null;
    }

    /** Why {@link #available()} is false, with the coordinates to add; empty when it is true. */
    public static Optional<String> unavailableReason() {
        return Optional.ofNullable(Holder.REASON);
    }

    /** Whether {@link #PROPERTY} allows the native path at this moment. */
    static boolean enabled() {
        return !"false".equalsIgnoreCase(System.getProperty(PROPERTY));
    }

    /**
     * Whether convolutions of blocked images are the faster ones here: so it was measured with AVX2, where channels-last ones
     * take up to twice the time.
     */
    static boolean prefersBlocks() {
        return available() && dnnl.get_effective_cpu_isa() == dnnl.cpu_isa.avx2;
    }

    /** The CPU engine; only to be called when {@link #available()}. */
    static engine engine() {
        return Holder.ENGINE;
    }

    /** What a user adds to the class path, for a platform such as {@code linux-x86_64}. */
    static String coordinates(String platform) {
        return "org.bytedeco:dnnl:" + DNNL_VERSION + ":" + platform + " and org.bytedeco:opencl:" + OPENCL_VERSION + ":"
                + platform;
    }

    private static final class Holder {
        static final engine ENGINE;
        static final String REASON;

        static {
            engine cpu = null;
            String reason = null;
            try {
                if (!Nd4j.getEnvironment().isCPU()) {
                    reason = "oneDNN layers run on the CPU, and the ND4J backend is "
                            + Nd4j.getBackend().getClass().getSimpleName() + "; they fall back to DL4J's own layers";
                } else {
                    Loader.load(dnnl.class);
                    cpu = new engine(engine.kind.cpu, 0);
                }
            } catch (LinkageError | RuntimeException e) {
                reason =
                        "oneDNN could not be loaded, so convolutions and batch norms run on DL4J's own layers, up to 20"
                                + " times slower; add " + coordinates(Loader.getPlatform()) + " to the class path (" + e
                                + ")";
            }
            ENGINE = cpu;
            REASON = reason;
            if (reason != null) {
                LOG.warn(reason);
            }
        }
    }
}
