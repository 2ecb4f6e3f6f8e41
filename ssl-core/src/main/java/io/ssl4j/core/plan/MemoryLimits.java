package io.ssl4j.core.plan;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.OptionalLong;
import org.bytedeco.javacpp.Pointer;

/**
 * What limits the memory of this process, in bytes.
 *
 * @param heap of Java, -Xmx
 * @param offHeap of JavaCPP's own buffers, maxbytes; 0 for none
 * @param process of the whole process, maxphysicalbytes; 0 for none
 * @param container of the control group, if there is one
 * @param machine the machine's memory
 */
public record MemoryLimits(long heap, long offHeap, long process, OptionalLong container, long machine) {

    private static final double GIBIBYTE = 1L << 30;

    /** The limits of this process. */
    public static MemoryLimits ofThisProcess() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new MemoryLimits(
                Runtime.getRuntime().maxMemory(),
                Pointer.maxBytes(),
                Pointer.maxPhysicalBytes(),
                ContainerMemory.ofThisProcess().limit(),
                system.getTotalMemorySize());
    }

    /** The most that the kernel gives. */
    public long available() {
        return Math.min(machine, container.orElse(Long.MAX_VALUE));
    }

    /** The most that this process may hold, by any of the limits. */
    public long whole() {
        return process == 0 ? available() : Math.min(process, available());
    }

    /** The limit that {@link #whole} comes from and how to raise it: "raise -Xmx ...". */
    String raiseWhole() {
        if (whole() == process) {
            return "raise -Xmx, four times of which the process may have, or"
                    + " -Dorg.bytedeco.javacpp.maxphysicalbytes (SSL4J_JAVA_OPTS of the command line)";
        }
        return available() == machine ? "take a machine with more memory" : "give the container more memory";
    }

    /** "1.5 GB". */
    public static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / GIBIBYTE);
    }
}
