package io.ssl4j.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts the settings of a {@code --config} file among the arguments of a command; what is typed goes before the file. */
final class ConfigArguments {

    private static final String CONFIG = "--config";
    private static final String SET = "--set";

    private ConfigArguments() {}

    /** The arguments with those of the file after the command's name; as they are if there is no file. */
    static String[] expand(String... args) throws IOException {
        Path file = file(args);
        if (file == null) {
            return args;
        }
        List<String> all = new ArrayList<>(List.of(args[0]));
        all.addAll(RunFile.arguments(file, given(args)));
        all.addAll(Arrays.asList(args).subList(1, args.length));
        return all.toArray(String[]::new);
    }

    private static Path file(String... args) {
        for (int i = 1; i < args.length; i++) {
            if (args[i].startsWith(CONFIG + "=")) {
                return Path.of(args[i].substring(CONFIG.length() + 1));
            }
            if (args[i].equals(CONFIG) && i + 1 < args.length) {
                return Path.of(args[i + 1]);
            }
        }
        return null;
    }

    private static Set<String> given(String... args) {
        Set<String> given = new HashSet<>();
        for (int i = 1; i < args.length; i++) {
            String name = args[i].contains("=") ? args[i].substring(0, args[i].indexOf('=')) : args[i];
            if (name.equals(SET)) {
                String option = args[i].contains("=") ? args[i].substring(SET.length() + 1) : next(args, i);
                given.add(SET + "=" + option.replaceFirst("=.*", ""));
            } else {
                given.add(name.equals("-m") ? "--method" : name);
            }
        }
        return given;
    }

    private static String next(String[] args, int i) {
        return i + 1 < args.length ? args[i + 1] : "";
    }
}
