package io.ssl4j.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Noisy sines and squares, as the files of the UCR archive have series. */
final class Waves {

    static final int STEPS = 32;

    private static final int SHORTEST = 20;
    private static final double PERIOD = 8;
    private static final double NOISE = 0.3;

    private Waves() {}

    /** A folder with a training and a test part, whose series are of one length or of several. */
    static Path archive(Path folder, boolean oneLength) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve("Waves_TRAIN.tsv"), 60, oneLength, new Random(1));
        write(folder.resolve("Waves_TEST.tsv"), 20, oneLength, new Random(2));
        return folder;
    }

    private static void write(Path file, int series, boolean oneLength, Random random) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < series; i++) {
            int steps = oneLength ? STEPS : SHORTEST + random.nextInt(STEPS - SHORTEST + 1);
            text.append(1 + i % 2);
            double phase = random.nextDouble() * PERIOD;
            for (int t = 0; t < STEPS; t++) {
                double sine = Math.sin(2 * Math.PI * (t + phase) / PERIOD);
                double value = (i % 2 == 0 ? sine : Math.signum(sine)) + NOISE * random.nextGaussian();
                text.append('\t').append(t < steps ? String.format(Locale.ROOT, "%.4f", value) : "NaN");
            }
            text.append('\n');
        }
        Files.writeString(file, text);
    }
}
