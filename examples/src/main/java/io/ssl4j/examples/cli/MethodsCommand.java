package io.ssl4j.examples.cli;

import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the methods with their options and defaults. */
@Command(
        name = "methods",
        description = "List the methods, what they work on, and what --set can set on each.",
        mixinStandardHelpOptions = true)
final class MethodsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        table(out, SslMethods.all());
        for (SslMethodProvider method : SslMethods.all()) {
            out.printf("%n%s%n    %s%n", method.name(), method.description());
            options(out, method);
        }
        return 0;
    }

    private static void table(PrintWriter out, List<SslMethodProvider> methods) {
        int width = methods.stream()
                .mapToInt(method -> method.name().length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(width, "method".length()) + "s  %s%n";
        out.printf(row, "method", "works on");
        methods.forEach(method -> out.printf(
                row,
                method.name(),
                modalities(method).stream().map(Modality::samples).collect(Collectors.joining(", "))));
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
        for (Map<MethodOption, List<String>> alike : byName.values()) {
            alike.forEach((option, samples) -> option(
                    out, option, samples.size() == modalities.size() ? "" : " (" + String.join(", ", samples) + ")"));
        }
    }

    private static void option(PrintWriter out, MethodOption option, String only) {
        String value = option.defaultValue().isEmpty() ? "unset" : option.defaultValue();
        out.printf(
                "    --set %s=%s%s%n        %s; %s%n",
                option.name(), value, only, option.description(), option.expects());
    }
}
