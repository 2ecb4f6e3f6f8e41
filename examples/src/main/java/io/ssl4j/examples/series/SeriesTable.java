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
import io.ssl4j.core.train.TrainingResult;
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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Methods on the archives of series, next to floors: a row of a CSV for each data set and method, measured on the archive's
 * own test part. A row that is in the file already is not measured again.
 *
 * <pre>{@code SeriesTable ARCHIVE OUT.csv [SECONDS]}</pre>
 *
 * {@code ARCHIVE} holds a folder for each data set with its {@code NAME_TRAIN} and {@code NAME_TEST} files. All rows have
 * one setting: the dilated encoder of width 32, normalisation per channel, 300 updates of at most 64 series by Adam at 1e-3
 * along half a cosine, crops that keep at least 0.8 of the time.
 */
public final class SeriesTable {

    private static final List<String> METHODS = List.of("simclr", "vicreg", "byol", "moco-v2", "supcon");
    private static final int WIDTH = 32;
    private static final int UPDATES = 300;
    private static final int LARGEST_BATCH = 64;
    private static final long SEED = 1;
    private static final String HEADER = "set,row,updates,seconds,one_nn,linear\n";

    private final Path out;
    private final Duration most;

    private SeriesTable(Path out, Duration most) {
        this.out = out;
        this.most = most;
    }

    /** Measures all data sets of a folder. */
    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            System.err.println("usage: SeriesTable ARCHIVE OUT.csv [SECONDS]");
            System.exit(2);
        }
        requireOwn(Path.of(args[1]));
        Duration most = Duration.ofSeconds(args.length > 2 ? Long.parseLong(args[2]) : 180);
        SeriesTable table = new SeriesTable(Path.of(args[1]), most);
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
            write(set, "raw series", 0, 0, oneNearest(raw, Similarity.EUCLIDEAN), linear(raw));
        }
        if (!known.contains("random convolutions")) {
            LabeledFeatures[] random = features(
                    RandomConvolutions.of(split.train(), input, RandomConvolutions.DEFAULT_KERNELS, SEED), split);
            write(
                    set,
                    "random convolutions",
                    0,
                    0,
                    oneNearest(random, Similarity.COSINE),
                    RidgeClassifier.defaults().fit(random[0]).accuracy(random[1]));
        }
        if (!known.contains("untrained")) {
            Encoder<Series> untrained = SeriesEncoders.dilatedConv(input, WIDTH, SEED);
            untrained.calibrateStatistics(split.train());
            LabeledFeatures[] rows = features(FeatureMap.of(untrained), split);
            write(set, "untrained", 0, 0, oneNearest(rows, Similarity.COSINE), linear(rows));
        }
        for (String method : METHODS) {
            if (!known.contains(method)) {
                train(set, method, split, input);
            }
        }
    }

    /** Room for the longest series of both parts; statistics of the training part. */
    private static SeriesInput input(SeriesSplit split) {
        SeriesInput train = SeriesInput.of(split.train(), SeriesNormalization.PER_CHANNEL);
        SeriesInput test = SeriesInput.of(split.test());
        boolean variable = train.variable() || test.variable() || train.length() != test.length();
        return train.withLength(Math.max(train.length(), test.length())).withVariable(variable);
    }

    private void train(String set, String name, SeriesSplit split, SeriesInput input) throws IOException {
        LabeledSeriesDataset train = split.train();
        Encoder<Series> encoder = SeriesEncoders.dilatedConv(input, WIDTH, SEED);
        int batch = Math.min(LARGEST_BATCH, train.size() / 8 * 8);
        Map<String, String> options = new LinkedHashMap<>(Map.of("crop-scale", "0.8"));
        if (name.equals("moco-v2")) {
            options.put("queue-size", Integer.toString(4 * LARGEST_BATCH));
        }
        SslMethod<Series> method = SslMethods.create(name, encoder, options, SEED);
        TrainingResult result = Trainer.builder()
                .optimizer(Optimizers.adam(1e-3))
                .schedule(Schedules.cosine())
                .epochs(Math.max(1, UPDATES / (train.size() / batch)))
                .batchSize(batch)
                .seed(SEED)
                .maxTime(most)
                .build()
                .fit(method, method.usesLabels() ? train : train.unlabeled());
        LabeledFeatures[] rows = features(FeatureMap.of(encoder), split);
        write(set, name, result.steps(), result.seconds(), oneNearest(rows, Similarity.COSINE), linear(rows));
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

    private void write(String set, String row, long updates, double seconds, double oneNearest, double linear)
            throws IOException {
        if (!Files.exists(out)) {
            Files.writeString(out, HEADER);
        }
        String line =
                String.format(Locale.ROOT, "%s,%s,%d,%.0f,%.3f,%.3f%n", set, row, updates, seconds, oneNearest, linear);
        Files.writeString(out, line, StandardOpenOption.APPEND);
        System.out.print(line);
    }
}
