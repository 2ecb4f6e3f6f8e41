package io.ssl4j.examples.series;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.FeatureMap;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.SeriesNormalization;
import io.ssl4j.core.series.SeriesSplit;
import io.ssl4j.core.series.encoder.SeriesEncoders;
import io.ssl4j.core.series.file.SeriesArchive;
import io.ssl4j.core.series.floor.RandomConvolutions;
import io.ssl4j.core.series.floor.RawSeries;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.eval.features.LabeledFeatures;
import io.ssl4j.eval.knn.KnnConfig;
import io.ssl4j.eval.knn.KnnProbe;
import io.ssl4j.eval.knn.Similarity;
import io.ssl4j.eval.linear.LinearProbe;
import io.ssl4j.eval.ridge.RidgeClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Methods on the archives of series, next to floors: one row of a CSV for each data set and method, measured on the
 * archive's own test part. Rows that the file already holds are skipped.
 *
 * <pre>{@code SeriesTable ARCHIVE OUT.csv}</pre>
 *
 * {@code ARCHIVE} holds a folder for each data set with its {@code NAME_TRAIN} and {@code NAME_TEST} files. All rows
 * share one setting: the dilated encoder of width 32, normalisation per channel, 300 updates of at most 64 series by
 * Adam at 1e-3 along half a cosine, heads of 256. Only the crop differs between sets: SimCLR is trained on three
 * quarters of the training part with each candidate, and the best on the last quarter is taken for all methods. The
 * test part is read once, after training.
 */
public final class SeriesTable {

    private static final List<String> METHODS = List.of("simclr", "vicreg", "byol", "moco-v2", "supcon");

    /** Fractions of the time that a crop keeps at least; the first wins a tie. */
    private static final List<String> CROPS = List.of("0.8", "0.5");

    /** Heads as small as the encoder; the defaults are made for photographs. */
    private static final Map<String, Map<String, String>> OPTIONS = Map.of(
            "simclr", Map.of("projector-hidden", "256"),
            "vicreg", Map.of("projector-hidden", "256,256", "projector-output", "256"),
            "byol", Map.of("projector-hidden", "256", "projector-output", "128", "predictor-hidden", "256"),
            "moco-v2", Map.of("projector-hidden", "256", "queue-size", "256"),
            "supcon", Map.of("projector-hidden", "256"));

    private static final int WIDTH = 32;
    private static final int UPDATES = 300;
    private static final int LARGEST_BATCH = 64;
    private static final long SEED = 1;
    private static final String HEADER = "set,row,crop,updates,seconds,one_nn,linear\n";

    private final Path out;

    private SeriesTable(Path out) {
        this.out = out;
    }

    /** Measures all data sets of a folder. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: SeriesTable ARCHIVE OUT.csv");
            System.exit(2);
        }
        requireOwn(Path.of(args[1]));
        SeriesTable table = new SeriesTable(Path.of(args[1]));
        try (Stream<Path> folders = Files.list(Path.of(args[0]))) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                table.measure(folder);
            }
        }
    }

    /** Rows are added to a table of this program, and to no other file. */
    private static void requireOwn(Path out) throws IOException {
        if (Files.exists(out) && !Files.readString(out).startsWith(HEADER)) {
            System.err.println("the table must be new or begin with '" + HEADER.strip() + "', and " + out
                    + " does not; name another");
            System.exit(2);
        }
    }

    private void measure(Path folder) throws IOException {
        String set = folder.getFileName().toString();
        TreeSet<String> known = known(set);
        if (known.size() == METHODS.size() + 3) {
            return;
        }
        SeriesSplit split = SeriesArchive.readSplit(folder);
        SeriesInput input = input(split);
        if (!known.contains("raw series")) {
            LabeledFeatures[] raw = features(new RawSeries(input), split);
            write(set, "raw series", "", 0, 0, oneNearest(raw, Similarity.EUCLIDEAN), linear(raw));
        }
        if (!known.contains("random convolutions")) {
            LabeledFeatures[] random = features(
                    RandomConvolutions.of(split.train(), input, RandomConvolutions.DEFAULT_KERNELS, SEED), split);
            write(
                    set,
                    "random convolutions",
                    "",
                    0,
                    0,
                    oneNearest(random, Similarity.COSINE),
                    RidgeClassifier.defaults().fit(random[0]).accuracy(random[1]));
        }
        if (!known.contains("untrained")) {
            Encoder<Series> untrained = SeriesEncoders.dilatedConv(input, WIDTH, SEED);
            untrained.calibrateStatistics(split.train());
            LabeledFeatures[] rows = features(FeatureMap.of(untrained), split);
            write(set, "untrained", "", 0, 0, oneNearest(rows, Similarity.COSINE), linear(rows));
        }
        String crop = null;
        for (String method : METHODS) {
            if (!known.contains(method)) {
                crop = crop == null ? bestCrop(split.train(), input) : crop;
                Encoder<Series> encoder = SeriesEncoders.dilatedConv(input, WIDTH, SEED);
                TrainingResult result = train(method, crop, split.train(), encoder);
                LabeledFeatures[] rows = features(FeatureMap.of(encoder), split);
                write(
                        set,
                        method,
                        crop,
                        result.steps(),
                        result.seconds(),
                        oneNearest(rows, Similarity.COSINE),
                        linear(rows));
            }
        }
    }

    /** The crop with which SimCLR on three quarters of the training part does best on the last quarter. */
    private static String bestCrop(LabeledSeriesDataset train, SeriesInput input) throws IOException {
        List<LabeledSeriesDataset> parts = train.split(SEED, 0.75, 0.25);
        SeriesSplit held = new SeriesSplit(parts.get(0), parts.get(1));
        String best = null;
        double highest = -1;
        for (String crop : CROPS) {
            Encoder<Series> encoder = SeriesEncoders.dilatedConv(input, WIDTH, SEED);
            train("simclr", crop, held.train(), encoder);
            LabeledFeatures[] rows = features(FeatureMap.of(encoder), held);
            double accuracy = linear(rows) + oneNearest(rows, Similarity.COSINE);
            if (accuracy > highest) {
                highest = accuracy;
                best = crop;
            }
        }
        return best;
    }

    /** Room for the longest series of both parts; statistics of the training part. */
    private static SeriesInput input(SeriesSplit split) {
        SeriesInput train = SeriesInput.of(split.train(), SeriesNormalization.PER_CHANNEL);
        SeriesInput test = SeriesInput.of(split.test());
        boolean variable = train.variable() || test.variable() || train.length() != test.length();
        return train.withLength(Math.max(train.length(), test.length())).withVariable(variable);
    }

    private static TrainingResult train(String name, String crop, LabeledSeriesDataset train, Encoder<Series> encoder)
            throws IOException {
        int batch = Math.min(LARGEST_BATCH, train.size() / 8 * 8);
        Map<String, String> options = new LinkedHashMap<>(OPTIONS.get(name));
        options.put("crop-scale", crop);
        SslMethod<Series> method = SslMethods.create(name, encoder, options, SEED);
        return Trainer.builder()
                .optimizer(Optimizers.adam(1e-3))
                .schedule(Schedules.cosine())
                .epochs(Math.max(1, UPDATES / (train.size() / batch)))
                .batchSize(batch)
                .seed(SEED)
                .build()
                .fit(method, method.usesLabels() ? train : train.unlabeled());
    }

    private static LabeledFeatures[] features(FeatureMap<Series> map, SeriesSplit split) {
        return new LabeledFeatures[] {
            LabeledFeatures.extract(map, split.train()), LabeledFeatures.extract(map, split.test())
        };
    }

    private static double oneNearest(LabeledFeatures[] parts, Similarity similarity) {
        KnnConfig config = KnnConfig.defaults().withK(1).withSimilarity(similarity);
        return KnnProbe.of(config).fit(parts[0]).accuracy(parts[1]);
    }

    private static double linear(LabeledFeatures[] parts) {
        return LinearProbe.defaults().fit(parts[0]).accuracy(parts[1]);
    }

    private TreeSet<String> known(String set) throws IOException {
        TreeSet<String> rows = new TreeSet<>();
        if (Files.exists(out)) {
            Files.readAllLines(out).stream()
                    .map(line -> line.split(","))
                    .filter(cells -> cells[0].equals(set))
                    .forEach(cells -> rows.add(cells[1]));
        }
        return rows;
    }

    private void write(
            String set, String row, String crop, long updates, double seconds, double oneNearest, double linear)
            throws IOException {
        if (!Files.exists(out)) {
            Files.writeString(out, HEADER);
        }
        String line = String.format(
                Locale.ROOT, "%s,%s,%s,%d,%.0f,%.3f,%.3f%n", set, row, crop, updates, seconds, oneNearest, linear);
        Files.writeString(out, line, StandardOpenOption.APPEND);
        System.out.print(line);
    }
}
