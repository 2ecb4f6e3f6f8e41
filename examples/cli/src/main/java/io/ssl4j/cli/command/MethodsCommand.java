package io.ssl4j.cli.command;

import io.ssl4j.cli.option.Usage;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the methods, or explains one with its options and defaults. */
@Command(
        name = "methods",
        description =
                "List the methods and what they work on. With a name, explain that method and what" + " --set can set.",
        mixinStandardHelpOptions = true,
        customSynopsis = "ssl4j methods [NAME]",
        sortOptions = false,
        footer = {"", "Examples:", "  ssl4j methods", "  ssl4j methods simclr", "  ssl4j methods simclr+rotation"})
final class MethodsCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "A method, or several joined by + that train one encoder.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (name == null) {
            table(out, SslMethods.all());
            out.printf(Locale.ROOT, "%n'ssl4j methods NAME' explains one, with all that --set can set on it.%n");
        } else {
            Usage.check(spec, () -> details(out, SslMethods.named(name)));
        }
        return 0;
    }

    private static void details(PrintWriter out, SslMethodProvider method) {
        out.printf(Locale.ROOT, "%s%n    %s%n    works on %s%n", method.name(), method.description(), samples(method));
        options(out, method);
    }

    private static void table(PrintWriter out, List<SslMethodProvider> methods) {
        int names = width("method", methods.stream().map(SslMethodProvider::name));
        int samples = width("works on", methods.stream().map(MethodsCommand::samples));
        String row = "%-" + names + "s  %-" + samples + "s  %s%n";
        out.printf(Locale.ROOT, row, "method", "works on", "what it does");
        methods.forEach(
                method -> out.printf(Locale.ROOT, row, method.name(), samples(method), inShort(method.description())));
    }

    private static int width(String title, Stream<String> texts) {
        return Math.max(title.length(), texts.mapToInt(String::length).max().orElse(0));
    }

    /** A description without the method's own name in front and its paper at the end. */
    private static String inShort(String description) {
        return description.replaceFirst("^[^:(]*: ", "").replaceFirst(" \\([^()]*\\)$", "");
    }

    private static String samples(SslMethodProvider method) {
        return modalities(method).stream().map(Modality::samples).collect(Collectors.joining(", "));
    }

    private static List<Modality<?>> modalities(SslMethodProvider method) {
        return Modalities.all().stream().filter(method::worksOn).toList();
    }

    /** Every option once, with the modalities that have it where others have none, or another one of its name. */
    private static void options(PrintWriter out, SslMethodProvider method) {
        List<Modality<?>> modalities = modalities(method);
        Map<String, Map<MethodOption, List<String>>> byName = new LinkedHashMap<>();
        for (Modality<?> modality : modalities) {
            for (MethodOption option : method.options(modality)) {
                byName.computeIfAbsent(option.name(), first -> new LinkedHashMap<>())
                        .computeIfAbsent(option, first -> new ArrayList<>())
                        .add(modality.samples());
            }
        }
        for (Map<MethodOption, List<String>> ofName : byName.values()) {
            ofName.forEach((option, samples) -> option(
                    out, option, samples.size() == modalities.size() ? "" : " (" + String.join(", ", samples) + ")"));
        }
    }

    private static void option(PrintWriter out, MethodOption option, String only) {
        String value = option.defaultValue().isEmpty() ? "unset" : option.defaultValue();
        out.printf(
                Locale.ROOT,
                "    --set %s=%s%s%n        %s; %s%n",
                option.name(),
                value,
                only,
                option.description(),
                option.expects());
    }
}
