package io.ssl4j.examples.jmh;

import io.ssl4j.contrastive.loss.InfoNceLoss;
import io.ssl4j.contrastive.loss.NtXentLoss;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.noncontrastive.barlowtwins.BarlowTwinsLoss;
import java.util.concurrent.TimeUnit;
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

/** Value and gradient of a loss over two views of a batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TwoViewLossBenchmark {

    /** The losses, each with its paper's setting. */
    public enum Loss {
        NT_XENT(new NtXentLoss(0.5)),
        INFO_NCE(InfoNceLoss.symmetric(0.2)),
        BARLOW_TWINS(new BarlowTwinsLoss(0.005));

        private final TwoViewLoss loss;

        Loss(TwoViewLoss loss) {
            this.loss = loss;
        }
    }

    @Param
    Loss loss;

    /**
     * Samples in the batch and length of an embedding; contrastive methods take 64 to 128, Barlow Twins 1024 and more.
     */
    @Param({"256x64", "256x128", "1024x128", "256x1024"})
    String batch;

    private INDArray embeddings;

    @Setup
    public void prepare() {
        String[] extents = batch.split("x");
        embeddings = Nd4j.randn(DataType.FLOAT, 2 * Long.parseLong(extents[0]), Long.parseLong(extents[1]));
    }

    /** As a method asks for it: both views in one array. */
    @Benchmark
    public double valueAndGradient() {
        LossResult result = loss.loss.evaluateStacked(embeddings);
        result.gradient().close();
        return result.value();
    }
}
