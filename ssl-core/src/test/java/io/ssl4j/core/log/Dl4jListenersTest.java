package io.ssl4j.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.train.GraphMethod;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.event.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.listeners.CheckpointListener;
import org.deeplearning4j.optimize.listeners.CollectScoresListener;
import org.deeplearning4j.optimize.listeners.PerformanceListener;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.deeplearning4j.optimize.listeners.TimeIterationListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's listeners on a run of ours: those that the documentation says work do. */
class Dl4jListenersTest {

    @TempDir
    Path folder;

    /** What was called, in order. */
    private static final class Calls extends BaseTrainingListener {
        private final List<String> calls = new ArrayList<>();
        private final List<Double> scores = new ArrayList<>();
        private INDArray last;

        @Override
        public void iterationDone(Model model, int iteration, int epoch) {
            calls.add(iteration + " of " + epoch);
            scores.add(model.score());
            last = model.params().dup();
        }

        @Override
        public void onEpochStart(Model model) {
            calls.add("start " + ((ComputationGraph) model).getConfiguration().getEpochCount());
        }

        @Override
        public void onEpochEnd(Model model) {
            calls.add("end");
        }
    }

    private static TrainingResult train(org.deeplearning4j.optimize.api.TrainingListener... listeners) {
        return Trainer.builder()
                .optimizer(Sgd.of(0.1))
                .epochs(2)
                .batchSize(8)
                .listener(Dl4jListeners.of(listeners))
                .build()
                .fit(new GraphMethod(1), SyntheticImages.noise(24, 8, 8, 1, 1));
    }

    @Test
    void updatesAndEpochsArePassedOn() {
        Calls calls = new Calls();
        TrainingResult result = train(calls);
        assertThat(calls.calls)
                .containsExactly(
                        "start 0", "1 of 0", "2 of 0", "3 of 0", "end", "start 1", "4 of 1", "5 of 1", "6 of 1", "end");
        assertThat((calls.scores.get(0) + calls.scores.get(1) + calls.scores.get(2)) / 3)
                .isEqualTo(result.epochLosses().get(0));
        assertThat(calls.last.toDoubleVector())
                .isEqualTo(result.encoder().network().parameters().values().toDoubleVector());
    }

    @Test
    void aListenerChangesNoBitOfTheRun() {
        INDArray with = train(new Calls(), new ScoreIterationListener(1))
                .encoder()
                .network()
                .parameters()
                .values();
        INDArray without = train().encoder().network().parameters().values();
        assertThat(with.toDoubleVector()).isEqualTo(without.toDoubleVector());
    }

    @Test
    void listenersOfScoreTimeAndParametersWork() throws Exception {
        CollectScoresListener scores = new CollectScoresListener(2);
        CheckpointListener checkpoints = new CheckpointListener.Builder(folder.toFile())
                .saveEveryNIterations(3)
                .keepAll()
                .build();
        train(scores, new PerformanceListener(1), new TimeIterationListener(6), checkpoints);
        assertThat(scores.getListIteration().toIntArray()).startsWith(2, 4, 6);
        assertThat(checkpoints.availableCheckpoints()).hasSize(2);
        ComputationGraph stored = CheckpointListener.loadCheckpointCG(folder.toFile(), 0);
        assertThat(stored.numParams())
                .isEqualTo(new GraphMethod(1).encoder.network().parameters().length());
    }
}
