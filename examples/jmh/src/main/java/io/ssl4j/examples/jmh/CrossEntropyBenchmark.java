package io.ssl4j.examples.jmh;

import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.SoftmaxCrossEntropy;
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

/** Value and gradient of softmax cross-entropy with class targets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CrossEntropyBenchmark {

    /** Rows and classes: rotation prediction on 256 images, and a classifier of ImageNet. */
    @Param({"1024x4", "256x1000"})
    String logits;

    private final SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    private INDArray values;
    private int[] targets;

    @Setup
    public void prepare() {
        String[] extents = logits.split("x");
        int rows = Integer.parseInt(extents[0]);
        int classes = Integer.parseInt(extents[1]);
        values = Nd4j.randn(DataType.FLOAT, rows, classes);
        targets = IntStream.range(0, rows).map(i -> i % classes).toArray();
    }

    @Benchmark
    public double valueAndGradient() {
        LossResult result = loss.evaluate(values, targets);
        result.gradient().close();
        return result.value();
    }
}
