package io.ssl4j.examples.jmh;

import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.knn.KnnProbe;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Exact weighted classification of 1000 vectors by their 20 nearest neighbours in a bank, normalisation of both sides
 * included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KnnBenchmark {

    private static final int QUERIES = 1000;
    private static final int NEIGHBOURS = 20;
    private static final int CLASSES = 10;

    /** Vectors in the bank. */
    @Param({"10000", "50000"})
    int bank;

    /** Length of a vector: the representations of resnet-s and of ResNet-18. */
    @Param({"128", "512"})
    int dimension;

    private final KnnProbe probe = KnnProbe.of(NEIGHBOURS);
    private LabeledFeatures labeled;
    private INDArray queries;

    @Setup
    public void prepare() {
        int[] labels = IntStream.range(0, bank).map(i -> i % CLASSES).toArray();
        labeled = LabeledFeatures.of(Nd4j.randn(DataType.FLOAT, bank, dimension), labels);
        queries = Nd4j.randn(DataType.FLOAT, QUERIES, dimension);
    }

    @Benchmark
    public int[] fitAndPredict() {
        return probe.fit(labeled).predict(queries);
    }
}
