package io.ssl4j.examples.benchmark.task;

import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.knn.KnnConfig;
import io.ssl4j.eval.knn.KnnProbe;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Seconds of an exact weighted k-nearest-neighbour classification, the normalisation of both sides in it. */
final class KnnTask {

    private static final int CLASSES = 10;

    private final TaskMain options;
    private final Output out;

    KnnTask(TaskMain options, Output out) {
        this.options = options;
        this.out = out;
    }

    void run() {
        int[] labels = IntStream.range(0, options.bank).map(i -> i % CLASSES).toArray();
        LabeledFeatures bank = LabeledFeatures.of(Nd4j.randn(DataType.FLOAT, options.bank, options.dimension), labels);
        INDArray queries = Nd4j.randn(DataType.FLOAT, options.queries, options.dimension);
        KnnProbe probe = KnnProbe.of(KnnConfig.defaults());
        probe.fit(bank).predict(queries);
        double[] seconds = new double[options.steps];
        for (int i = 0; i < seconds.length; i++) {
            long start = System.nanoTime();
            probe.fit(bank).predict(queries);
            seconds[i] = (System.nanoTime() - start) * 1e-9;
        }
        out.figure("knnSeconds", Output.median(seconds));
    }
}
