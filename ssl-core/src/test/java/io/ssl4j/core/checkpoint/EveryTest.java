package io.ssl4j.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EveryTest {

    private static final long STEPS_PER_EPOCH = 4;

    @Test
    void stepsCountOverTheWholeRun() {
        assertThat(due(Every.steps(3), 0)).containsExactly(3, 6, 9, 12);
    }

    @Test
    void epochsAreDueAtTheirEnd() {
        assertThat(due(Every.epochs(1), 0)).containsExactly(4, 8, 12);
        assertThat(due(Every.epochs(2), 0)).containsExactly(8);
    }

    @Test
    void minutesCountFromTheLastTime() {
        assertThat(due(Every.minutes(2), 119.9)).isEmpty();
        assertThat(due(Every.minutes(2), 120)).hasSize(13);
    }

    private static long[] due(Every every, double secondsSinceLast) {
        RunPosition position = RunPosition.start();
        LongStream.Builder due = LongStream.builder();
        for (int step = 1; step <= 13; step++) {
            position = position.afterStep(1, STEPS_PER_EPOCH, step, step);
            if (every.isDue(position, secondsSinceLast)) {
                due.add(step);
            }
        }
        return due.build().toArray();
    }
}
