package io.ssl4j.cli.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts a command in a process of its own, with standard output and standard error in one stream. */
public final class ChildCommand {

    private ChildCommand() {}

    /**
     * Starts it.
     *
     * @param javaOptions options of the virtual machine
     * @param classPath folders or jars on the class path, after this test's own
     * @param arguments the command and its options
     */
    public static Process start(List<String> javaOptions, List<Path> classPath, List<?> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-cp");
        command.add(Stream.concat(
                        Stream.of(System.getProperty("java.class.path")),
                        classPath.stream().map(Path::toString))
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElseThrow());
        command.add(Ssl4j.class.getName());
        arguments.forEach(argument -> command.add(argument.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
