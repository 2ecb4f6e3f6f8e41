package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ThroughputTest {

    @Test
    void theWarmUpIsLeftOutOnceThereAreOtherSteps() {
        Throughput throughput = new Throughput();
        throughput.add(30);
        assertThat(throughput.secondsPerStep()).isEqualTo(30);
        throughput.add(5);
        assertThat(throughput.secondsPerStep()).isEqualTo(5);
        throughput.add(1);
        assertThat(throughput.secondsPerStep()).isEqualTo(1);
        throughput.add(2);
        assertThat(throughput.secondsPerStep()).isEqualTo(1.5);
        assertThat(throughput.perSecond(30)).isEqualTo(20);
    }

    @Test
    void theMeanMovesWithTheSpeed() {
        Throughput throughput = new Throughput();
        for (int i = 0; i < 100; i++) {
            throughput.add(1);
        }
        for (int i = 0; i < 200; i++) {
            throughput.add(3);
        }
        // What is left of the old speed is 0.95^200.
        assertThat(throughput.secondsPerStep()).isCloseTo(3, within(1e-4));
    }
}
