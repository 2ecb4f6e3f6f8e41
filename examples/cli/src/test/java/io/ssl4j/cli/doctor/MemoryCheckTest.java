package io.ssl4j.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.plan.MemoryLimits;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {

    private static final long GIB = 1L << 30;

    @Test
    void limitsThatFitAreFine() {
        Section section = MemoryCheck.of(limits(2, 2, 7, OptionalLong.of(8 * GIB)));
        assertThat(section.findings()).isEmpty();
        assertThat(section.facts()).extracting(Section.Fact::text).anySatisfy(text -> assertThat(text)
                .isEqualTo("at most 8.0 GB; the kernel kills a process that takes more"));
    }

    @Test
    void aLimitAboveTheContainersStopsNothing() {
        assertThat(MemoryCheck.of(limits(2, 2, 8, OptionalLong.of(4 * GIB))).findings())
                .containsExactly(Finding.warning(
                        "Nothing stops a run before it reaches the container's 4.0 GB of memory: there the kernel kills"
                                + " it without a word (exit code 137).",
                        "Set SSL4J_JAVA_OPTS=\"-Xmx2048m -Dorg.bytedeco.javacpp.maxphysicalbytes=3686m\", so that it"
                                + " ends with an error that says so."));
        assertThat(MemoryCheck.of(limits(2, 2, 0, OptionalLong.empty())).findings())
                .singleElement()
                .extracting(Finding::problem)
                .asString()
                .contains("the machine's 16.0 GB");
    }

    @Test
    void aHeapThatLeavesNoRoom() {
        assertThat(MemoryCheck.of(limits(4, 4, 16, OptionalLong.of(5 * GIB))).findings())
                .containsExactly(Finding.warning(
                        "Java's heap may grow to 4.0 GB of the container's 5.0 GB, which leaves too little for the"
                                + " arrays outside it.",
                        "Set SSL4J_JAVA_OPTS=-Xmx1280m, a quarter of the memory."));
    }

    @Test
    void littleMemory() {
        MemoryLimits limits = new MemoryLimits(GIB / 8, GIB / 8, GIB / 2, OptionalLong.of(GIB / 2), 16 * GIB);
        assertThat(MemoryCheck.of(limits).findings())
                .extracting(Finding::problem)
                .containsExactly(
                        "0.5 GB of memory are little: only the smallest encoders and batches fit.",
                        "The whole process may hold 0.5 GB, which is little: only the smallest encoders and batches"
                                + " fit.");
    }

    private static MemoryLimits limits(long heap, long offHeap, long process, OptionalLong container) {
        return new MemoryLimits(heap * GIB, offHeap * GIB, process * GIB, container, 16 * GIB);
    }
}
