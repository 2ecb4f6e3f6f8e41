package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.vision.image.ImageShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The binary versions of CIFAR-10 and CIFAR-100 (Krizhevsky 2009, "Learning multiple layers of features from tiny
 * images"): records of label bytes and a 32 x 32 RGB image, red plane first.
 */
enum CifarFormat {
    CIFAR_10(
            0,
            new int[] {10},
            List.of("data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"),
            "test_batch.bin",
            "batches.meta.txt",
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")),
    CIFAR_100(1, new int[] {20, 100}, List.of("train.bin"), "test.bin", "fine_label_names.txt", numbered(100)),
    CIFAR_100_COARSE(0, new int[] {20, 100}, List.of("train.bin"), "test.bin", "coarse_label_names.txt", numbered(20));

    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;
    private static final ImageShape SHAPE = new ImageShape(SIDE, SIDE, 3);

    private final int labelByte;
    private final int[] labelCounts;
    private final List<String> trainFiles;
    private final String testFile;
    private final String namesFile;
    private final List<String> defaultNames;

    CifarFormat(
            int labelByte,
            int[] labelCounts,
            List<String> trainFiles,
            String testFile,
            String namesFile,
            List<String> defaultNames) {
        this.labelByte = labelByte;
        this.labelCounts = labelCounts;
        this.trainFiles = trainFiles;
        this.testFile = testFile;
        this.namesFile = namesFile;
        this.defaultNames = defaultNames;
    }

    private static List<String> numbered(int classes) {
        return IdxFile.numbered(classes);
    }

    /**
     * Recognises the format of a file by its standard name, else by its length.
     *
     * @param start its first bytes, to rule out an IDX file whose length fits by chance
     */
    static Optional<CifarFormat> of(Path file, byte[] start) {
        String name = file.getFileName().toString().replaceFirst("\\.gz$", "");
        for (CifarFormat format : List.of(CIFAR_10, CIFAR_100)) {
            if (format.trainFiles.contains(name) || format.testFile.equals(name)) {
                return Optional.of(format);
            }
        }
        if (IdxFile.hasMagic(start) && !name.endsWith(".bin")) {
            return Optional.empty();
        }
        long length = contentLength(file);
        return Stream.of(CIFAR_10, CIFAR_100)
                .filter(format -> length > 0 && length % format.recordLength() == 0)
                .findFirst();
    }

    private static long contentLength(Path file) {
        try (RecordInput in = RecordInput.open(file)) {
            while (in.readUpTo(1 << 16).length > 0) {
                // only the position matters
            }
            return in.position();
        }
    }

    /** The number of bytes in one record: 3073 or 3074. */
    int recordLength() {
        return labelCounts.length + 3 * PLANE;
    }

    /** Returns the training files in a folder, in order. */
    List<Path> trainFiles(Path folder) {
        return trainFiles.stream().flatMap(name -> existing(folder, name)).toList();
    }

    /** Returns the test file, if the folder has one. */
    List<Path> testFiles(Path folder) {
        return existing(folder, testFile).toList();
    }

    private static Stream<Path> existing(Path folder, String name) {
        return Stream.of(folder.resolve(name), folder.resolve(name + ".gz"))
                .filter(Files::isRegularFile)
                .limit(1);
    }

    LabeledImageDataset read(Path... paths) {
        if (paths.length == 0) {
            throw new IllegalArgumentException("a CIFAR data set needs at least one file or folder, got none");
        }
        List<byte[]> samples = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : Files.isDirectory(path) ? trainFilesOf(path) : List.of(path)) {
                readFile(file, samples, labels);
            }
        }
        int[] labelArray = labels.stream().mapToInt(Integer::intValue).toArray();
        return new LabeledImageDataset(new ArrayImageStore(SHAPE, samples), labelArray, classNames(paths[0]));
    }

    private List<Path> trainFilesOf(Path folder) {
        List<Path> files = trainFiles(folder);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a folder of " + this + " must hold " + String.join(", ", trainFiles)
                    + " (the binary version), got none of them in " + folder);
        }
        if (files.size() < trainFiles.size()) {
            logger().warn("{} holds {} of the {} training files of {}", folder, files.size(), trainFiles.size(), this);
        }
        return files;
    }

    private static Logger logger() {
        return LoggerFactory.getLogger(CifarFormat.class);
    }

    private void readFile(Path file, List<byte[]> samples, List<Integer> labels) {
        try (RecordInput in = RecordInput.open(file)) {
            for (int index = 0; ; index++) {
                long start = in.position();
                byte[] record = in.readUpTo(recordLength());
                if (record.length == 0 && index > 0) {
                    return;
                }
                if (record.length < recordLength()) {
                    throw new DatasetFormatException(
                            file,
                            in.position(),
                            "a file of " + this
                                    + " is a whole number of records of " + recordLength() + " bytes, but record "
                                    + index
                                    + " at byte " + start + " has only " + record.length
                                    + "; the file is cut short or of another format");
                }
                requireLabels(file, start, index, record);
                labels.add(record[labelByte] & 0xFF);
                samples.add(interleaved(record));
            }
        }
    }

    private void requireLabels(Path file, long start, int index, byte[] record) {
        for (int i = 0; i < labelCounts.length; i++) {
            int label = record[i] & 0xFF;
            if (label >= labelCounts[i]) {
                throw new DatasetFormatException(
                        file,
                        start + i,
                        "the label of record " + index + " must lie in 0.." + (labelCounts[i] - 1) + ", got " + label
                                + "; the file is damaged or is not " + this);
            }
        }
    }

    private byte[] interleaved(byte[] record) {
        byte[] samples = new byte[3 * PLANE];
        for (int c = 0; c < 3; c++) {
            int plane = labelCounts.length + c * PLANE;
            for (int p = 0; p < PLANE; p++) {
                samples[3 * p + c] = record[plane + p];
            }
        }
        return samples;
    }

    /**
     * Reads the class names from the data set's own file if it is in the same folder; else returns the standard ones.
     */
    private List<String> classNames(Path path) {
        Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
        Path file = folder.resolve(namesFile);
        if (!Files.isRegularFile(file)) {
            return defaultNames;
        }
        try (Stream<String> lines = Files.lines(file)) {
            List<String> names =
                    lines.map(String::strip).filter(s -> !s.isEmpty()).toList();
            return names.size() == defaultNames.size() ? names : defaultNames;
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + file + ": " + e.getMessage(), e);
        }
    }

    /** "CIFAR-10" or "CIFAR-100". */
    @Override
    public String toString() {
        return this == CIFAR_10 ? "CIFAR-10" : "CIFAR-100";
    }
}
