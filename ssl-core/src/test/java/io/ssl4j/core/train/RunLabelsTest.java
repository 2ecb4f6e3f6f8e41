package io.ssl4j.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.checkpoint.CheckpointFormatException;
import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.event.StopReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is given labels: methods that say that they use them, and nobody else. */
class RunLabelsTest {

    private static final LabeledDataset<float[]> LABELED = labeled(3);

    @TempDir
    Path folder;

    private static LabeledDataset<float[]> labeled(int classes) {
        Vectors vectors = new Vectors(16, ToyMethod.LENGTH, 1);
        return new LabeledDataset<>() {
            @Override
            public int size() {
                return vectors.size();
            }

            @Override
            public float[] get(int index) {
                return vectors.get(index);
            }

            @Override
            public int label(int index) {
                return index % classes;
            }

            @Override
            public List<String> classNames() {
                return List.of("a", "b", "c");
            }
        };
    }

    private static final class Curious extends ToyMethod {

        private final boolean usesLabels;
        private RunInfo run;

        Curious(boolean usesLabels) {
            super(1);
            this.usesLabels = usesLabels;
        }

        @Override
        public boolean usesLabels() {
            return usesLabels;
        }

        @Override
        public void prepare(RunInfo info) {
            super.prepare(info);
            run = info;
        }
    }

    private static Optional<int[]> given(boolean usesLabels, Dataset<float[]> data) {
        Curious method = new Curious(usesLabels);
        builder().build().fit(method, data);
        return method.run.labels();
    }

    private static TrainerBuilder builder() {
        return Trainer.builder().optimizer(Sgd.of(0.1)).batchSize(8).epochs(1);
    }

    @Test
    void aMethodThatUsesLabelsIsGivenThemByIndex() {
        assertThat(given(true, LABELED).orElseThrow()).containsExactly(LABELED.labels());
    }

    @Test
    void othersAreGivenNone() {
        assertThat(given(false, LABELED)).isEmpty();
        assertThat(new ToyMethod(1).usesLabels()).isFalse();
    }

    @Test
    void aDataSetWithoutLabelsGivesNone() {
        assertThat(given(true, LABELED.unlabeled())).isEmpty();
    }

    @Test
    void aRunWithLabelsResumesOnTheSameLabelsOnly() {
        Trainer trainer = builder().checkpoints(folder, Every.epochs(1)).build();
        trainer.fit(new Curious(true), LABELED);
        assertThat(trainer.resume(new Curious(true), LABELED).stopReason()).isEqualTo(StopReason.COMPLETED);
        assertThatThrownBy(() -> trainer.resume(new Curious(true), labeled(2)))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("it was written with labels = fingerprint ");
        assertThatThrownBy(() -> trainer.resume(new Curious(true), LABELED.unlabeled()))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("this run has labels = none");
    }
}
