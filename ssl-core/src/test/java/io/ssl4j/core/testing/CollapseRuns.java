package io.ssl4j.core.testing;

import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.monitor.CollapseMonitor;
import io.ssl4j.core.monitor.Diagnosis;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.Sgd;
import io.ssl4j.core.train.Trainer;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Runs over small vectors, long enough to collapse where nothing keeps a method from it, under the collapse monitor.
 */
public final class CollapseRuns {

    /** The width of the samples, and of what the encoder makes of them. */
    public static final int WIDTH = 8;

    private CollapseRuns() {}

    /** A head in float, batch-normalised inside. */
    public static Network head(String name, int outputs, int hidden) {
        return HeadShape.of(outputs, hidden).on(WIDTH, name).build(name.hashCode(), DataType.FLOAT);
    }

    /**
     * Trains for 600 steps of 32 samples.
     *
     * @return what the monitor says with its default thresholds
     */
    public static List<Diagnosis> diagnoses(SslMethod<float[]> method, double learningRate) {
        CollapseMonitor monitor = CollapseMonitor.create();
        Trainer.builder()
                .optimizer(Sgd.of(learningRate).withMomentum(0.9))
                .batchSize(32)
                .epochs(300)
                .seed(5)
                .listener(monitor)
                .build()
                .fit(method, new Vectors(64, WIDTH, 3));
        return monitor.diagnoses();
    }
}
