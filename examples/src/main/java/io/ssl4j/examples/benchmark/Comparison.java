package io.ssl4j.examples.benchmark;

import io.ssl4j.examples.benchmark.Results.Spread;
import java.util.List;
import java.util.Optional;

/**
 * Two figures side by side. The ratio is taken round by round and is above 1 where ours is ahead.
 *
 * @param what is compared
 * @param unit of both figures
 * @param ours key of our figure
 * @param side name of the other side
 * @param other key of the other's figure
 * @param lessIsBetter for times and memory
 */
record Comparison(String what, String unit, String ours, String side, String other, boolean lessIsBetter) {

    /** A row of the table. */
    record Row(Spread ours, Spread other, Spread ratio) {}

    /** The comparisons of the report. */
    static List<Comparison> all() {
        return List.of(
                less(
                        "recipe S, train step",
                        "step.ours.stepSeconds",
                        "sum of oneDNN primitives",
                        "step.ours.limitSeconds"),
                less("recipe S, train step", "step.ours.stepSeconds", "PyTorch", "step.torch.stepSeconds"),
                less("recipe S, train step", "step.ours.stepSeconds", "stock DL4J", "stock.dl4j.stepSeconds"),
                more(
                        "recipe S, whole pipeline",
                        "images/s",
                        "pipeline.ours",
                        "PyTorch",
                        "pipeline.torch",
                        "samplesPerSecond"),
                new Comparison(
                        "recipe S, whole pipeline",
                        "images/s",
                        "pipeline.ours.samplesPerSecond",
                        "our step alone",
                        "step.ours.samplesPerSecond",
                        false),
                less(
                        "ResNet-18, train step",
                        "resnet18.ours.stepSeconds",
                        "sum of oneDNN primitives",
                        "resnet18.ours.limitSeconds"),
                less("ResNet-18, train step", "resnet18.ours.stepSeconds", "PyTorch", "resnet18.torch.stepSeconds"),
                more(
                        "augmentation at 32x32x3, one core",
                        "views/s",
                        "augment.ours",
                        "torchvision, PIL",
                        "augment.torch",
                        "viewsPerSecond"),
                more(
                        "JPEG of 500x375 to 224x224, one core",
                        "pictures/s",
                        "decode.ours",
                        "Pillow",
                        "decode.pillow",
                        "picturesPerSecond"),
                more(
                        "JPEG of 500x375, one core",
                        "pictures/s",
                        "decode.ours",
                        "Pillow",
                        "decode.pillow",
                        "fullSizePerSecond"),
                less("exact weighted k-NN", "knn.ours.knnSeconds", "PyTorch", "knn.torch.knnSeconds"),
                less(
                        "ResNet-18 embedding of 1, p50",
                        "embed.ours.p50of1Seconds",
                        "stock DL4J",
                        "embed.dl4j.p50of1Seconds"),
                less(
                        "ResNet-18 embedding of 1, p99",
                        "embed.ours.p99of1Seconds",
                        "stock DL4J",
                        "embed.dl4j.p99of1Seconds"),
                less(
                        "ResNet-18 embedding of 64, p50",
                        "embed.ours.p50of64Seconds",
                        "stock DL4J",
                        "embed.dl4j.p50of64Seconds"),
                less(
                        "ResNet-18 embedding of 64, p99",
                        "embed.ours.p99of64Seconds",
                        "stock DL4J",
                        "embed.dl4j.p99of64Seconds"),
                new Comparison(
                        "recipe S, peak resident memory",
                        "MiB",
                        "memory.ours." + Launcher.PEAK_MEMORY,
                        "PyTorch, no worker",
                        "memory.torch." + Launcher.PEAK_MEMORY,
                        true));
    }

    private static Comparison less(String what, String ours, String side, String other) {
        return new Comparison(what, "s", ours, side, other, true);
    }

    private static Comparison more(String what, String unit, String ours, String side, String other, String figure) {
        return new Comparison(what, unit, ours + "." + figure, side, other + "." + figure, false);
    }

    /** The figures, if both were measured in every round. */
    Optional<Row> row(Results results) {
        Optional<double[]> mine = results.series(ours);
        Optional<double[]> theirs = results.series(other);
        if (mine.isEmpty() || theirs.isEmpty() || mine.get().length != theirs.get().length) {
            return Optional.empty();
        }
        double[] ratios = new double[mine.get().length];
        for (int i = 0; i < ratios.length; i++) {
            double ratio = theirs.get()[i] / mine.get()[i];
            ratios[i] = lessIsBetter ? ratio : 1 / ratio;
        }
        return Optional.of(new Row(Spread.of(mine.get()), Spread.of(theirs.get()), Spread.of(ratios)));
    }
}
