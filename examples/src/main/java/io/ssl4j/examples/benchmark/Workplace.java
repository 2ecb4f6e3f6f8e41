package io.ssl4j.examples.benchmark;

import io.ssl4j.cli.option.ShippedImages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder with what the child processes read: the PyTorch script and the images that come with ssl4j. */
final class Workplace implements AutoCloseable {

    private static final String SCRIPT = "torch_side.py";

    private static final int PHOTOS = 32;

    private final Path folder;
    private final Path script;
    private final Path images;
    private final Path labels;

    Workplace() throws IOException {
        folder = Files.createTempDirectory("ssl4j-benchmark");
        script = copyScript();
        images = ShippedImages.copyImages(folder);
        labels = ShippedImages.copyLabels(folder);
    }

    private Path copyScript() throws IOException {
        Path target = folder.resolve(SCRIPT);
        try (InputStream bytes = Workplace.class.getResourceAsStream(SCRIPT)) {
            Files.copy(bytes, target);
        }
        return target;
    }

    Path script() {
        return script;
    }

    /** An IDX file, gzipped. */
    Path images() {
        return images;
    }

    /** An IDX file, gzipped. */
    Path labels() {
        return labels;
    }

    /** A folder of JPEG files, written when first asked for. */
    Path photos() throws IOException {
        Path photos = folder.resolve("photos");
        return Files.exists(photos) ? photos : Photos.write(photos, PHOTOS);
    }

    /** Where a child's standard error goes. */
    Path log() {
        return folder.resolve("child.log");
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not remove " + folder, e);
        }
    }
}
