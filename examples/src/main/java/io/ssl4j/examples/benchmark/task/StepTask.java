package io.ssl4j.examples.benchmark.task;

import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.ParameterUpdater;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Seconds per training step (forward, loss, backward, Adam) on a batch that stays, and in the same process the time of
 * the oneDNN primitives that the network needs.
 */
final class StepTask {

    private static final int LIMIT_REPEATS = 7;

    private final TaskMain options;
    private final Output out;

    StepTask(TaskMain options, Output out) {
        this.options = options;
        this.out = out;
    }

    void run() {
        ImageInput input = ImageInput.of(options.size, options.size, options.channels);
        Encoder<Image> encoder = Recipe.encoder(options.encoder, input);
        SimClr<Image> method = Recipe.method(encoder);
        List<ParameterGroup> groups = method.parameterGroups();
        List<ParameterUpdater> updaters =
                groups.stream().map(group -> Recipe.optimizer().updater(group)).toList();
        out.figure(
                "parameters",
                groups.stream().mapToLong(group -> trained(group.network())).sum());

        int rows = 2 * options.batch;
        ViewBatch batch = new ViewBatch(
                options.batch,
                IntStream.range(0, options.batch).toArray(),
                Map.of(
                        SimClr.VIEWS,
                        Rows.of(Nd4j.rand(DataType.FLOAT, rows, options.size, options.size, options.channels))));
        int total = options.warmup + options.steps;
        double[] seconds = new double[options.steps];
        for (int i = 0; i < total; i++) {
            long start = System.nanoTime();
            groups.forEach(group -> group.network().parameters().zeroGradients());
            method.step(batch, new StepContext(i, 0, new RunLength(total, total), RandomKey.of(i)));
            for (int g = 0; g < updaters.size(); g++) {
                updaters.get(g).update(Recipe.LEARNING_RATE, 0);
                groups.get(g).network().parameters().applyStatistics();
            }
            if (i >= options.warmup) {
                seconds[i - options.warmup] = (System.nanoTime() - start) * 1e-9;
            }
        }
        double median = Output.median(seconds);
        out.figure("stepSeconds", median);
        out.figure("samplesPerSecond", options.batch / median);
        if (options.limit) {
            PrimitiveSum sum = PrimitiveSum.of(encoder.toGraph(), input, rows, LIMIT_REPEATS);
            out.figure("limitSeconds", sum.seconds());
            out.figure("limitConvolutionSeconds", sum.seconds(PrimitiveSum.Kind.CONVOLUTION));
            out.figure("limitNormSeconds", sum.seconds(PrimitiveSum.Kind.NORM));
            out.figure("limitOtherSeconds", sum.seconds(PrimitiveSum.Kind.OTHER));
        }
    }

    private static long trained(Network network) {
        return network.parameters().segments().stream()
                .filter(Segment::trained)
                .mapToLong(Segment::length)
                .sum();
    }
}
