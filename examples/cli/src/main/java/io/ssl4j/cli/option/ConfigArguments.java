package io.ssl4j.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts the settings of a {@code --config} file among the arguments of a command; what is typed goes before the file.
 */
public final class ConfigArguments {

    private static final String CONFIG = "--config";

    /** Options that have options: single ones among them count before a file. */
    public static final Set<String> MAPS = Set.of("--set", "--read");

    private ConfigArguments() {}

    /** The arguments with those of the file after the command's name; as they are if there is no file. */
    public static String[] expand(String... args) throws IOException {
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
        Path last = null;
        for (int i = 1; i < args.length; i++) {
            if (args[i].startsWith(CONFIG + "=")) {
                last = Path.of(args[i].substring(CONFIG.length() + 1));
            } else if (args[i].equals(CONFIG) && i + 1 < args.length) {
                last = Path.of(args[i + 1]);
            }
        }
        return last;
    }

    private static Set<String> given(String... args) {
        Set<String> given = new HashSet<>();
        for (int i = 1; i < args.length; i++) {
            String name = name(MAPS.contains(args[i]) ? args[i] + "=" + next(args, i) : args[i]);
            given.add(name.equals("-m") ? "--method" : name);
        }
        return given;
    }

    /** What an argument sets: "--epochs" of "--epochs=3", "--set=temperature" of "--set=temperature=0.2". */
    public static String name(String argument) {
        String name = argument.replaceFirst("=.*", "");
        return MAPS.contains(name) && argument.length() > name.length()
                ? name + "=" + argument.substring(name.length() + 1).replaceFirst("=.*", "")
                : name;
    }

    private static String next(String[] args, int i) {
        return i + 1 < args.length ? args[i + 1] : "";
    }
}
