package io.ssl4j.examples.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds a Python that has PyTorch and torchvision. */
final class Python {

    /** The environment variable that names the interpreter to use. */
    static final String VARIABLE = "SSL4J_PYTHON";

    private static final int PATIENCE_SECONDS = 120;

    private Python() {}

    /**
     * The interpreter given, else the one that {@value #VARIABLE} names, else the first {@code python3} on the path
     * that can import torch and torchvision.
     *
     * @param given as on the command line, or null
     * @throws IllegalArgumentException if the one that is named cannot import them
     */
    static Optional<String> find(String given) {
        String named = given != null ? given : System.getenv(VARIABLE);
        if (named != null) {
            if (!hasTorch(named)) {
                throw new IllegalArgumentException("the Python to compare with must have torch and torchvision, "
                        + named + " cannot import them; name another one, or none to leave the comparison out");
            }
            return Optional.of(named);
        }
        return onPath().stream().filter(Python::hasTorch).findFirst();
    }

    private static List<String> onPath() {
        List<String> found = new ArrayList<>();
        String path = System.getenv("PATH");
        for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
            for (String name : List.of("python3", "python3.exe", "python.exe")) {
                Path candidate = Path.of(folder, name);
                if (Files.isExecutable(candidate)) {
                    found.add(candidate.toString());
                }
            }
        }
        return found;
    }

    private static boolean hasTorch(String python) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import torch, torchvision")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
