package io.ssl4j.cli.doctor;

import io.ssl4j.cli.doctor.Section.Fact;
import io.ssl4j.core.plan.MemoryLimits;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where files are written: the folder that native libraries are unpacked into, and the one that runs are made in. */
final class FilesCheck {

    private static final String CACHE = "org.bytedeco.javacpp.cachedir";
    private static final long LITTLE_SPACE = 1L << 30;

    private FilesCheck() {}

    /**
     * @param cache where JavaCPP unpacks native libraries; need not exist yet
     * @param named the cache that was asked for; JavaCPP silently takes another where it cannot be made
     * @param work where ssl4j was called
     * @param temporary where short-lived files go
     */
    static Section of(Path cache, Optional<String> named, Path work, Path temporary) {
        List<Finding> findings = new ArrayList<>();
        String written = writable(cache) ? "can be written" : "cannot be written";
        if (!writable(cache)) {
            findings.add(Finding.warning(
                    "The folder " + cache + " cannot be written: native libraries that are not in it yet cannot be"
                            + " unpacked.",
                    "Name another in SSL4J_JAVA_OPTS: -D" + CACHE + "=FOLDER."));
        }
        named.filter(folder -> !isSame(folder, cache))
                .ifPresent(folder -> findings.add(Finding.warning(
                        "The folder " + folder + " in -D" + CACHE + " is not used, since it cannot be made: native"
                                + " libraries are unpacked into " + cache + ".",
                        "Name a folder that can be written, or leave the property out.")));
        if (!writable(temporary)) {
            findings.add(Finding.warning(
                    "The folder for temporary files, " + temporary + ", cannot be written: the images that come with"
                            + " ssl4j cannot be opened.",
                    "Name another in SSL4J_JAVA_OPTS: -Djava.io.tmpdir=FOLDER."));
        }
        long free = free(work);
        if (!writable(work)) {
            findings.add(Finding.warning(
                    "The working folder " + work + " cannot be written.", "Give --out a folder that can be written."));
        } else if (free < LITTLE_SPACE) {
            findings.add(Finding.warning(
                    "The working folder has only " + MemoryLimits.gibibytes(free)
                            + " of free space; one checkpoint of ResNet-18 with Adam's state takes 0.13 GB.",
                    "Make room, or give --out a folder on another disk."));
        }
        return new Section(
                "Files",
                List.of(
                        new Fact("natives", cache + ", " + written),
                        new Fact("temporary files", temporary + (writable(temporary) ? "" : ", cannot be written")),
                        new Fact("working folder", work + ", " + MemoryLimits.gibibytes(free) + " free")),
                findings);
    }

    private static boolean isSame(String folder, Path cache) {
        return new File(folder)
                .getAbsoluteFile()
                .toPath()
                .normalize()
                .equals(cache.toAbsolutePath().normalize());
    }

    private static long free(Path folder) {
        return new File(folder.toString()).getUsableSpace();
    }

    /** Whether a file can be made in it, or in the folder where it would be made. */
    private static boolean writable(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            Files.delete(Files.createTempFile(existing, "write", ".test"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
