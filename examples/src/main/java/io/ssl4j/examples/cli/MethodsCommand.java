package io.ssl4j.examples.cli;

import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the methods with their options and defaults. */
@Command(
        name = "methods",
        description = "List the methods, and what --set can set on each.",
        mixinStandardHelpOptions = true)
final class MethodsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (SslMethodProvider method : SslMethods.all()) {
            out.printf("%s%n    %s%n", method.name(), method.description());
            for (MethodOption option : method.options()) {
                String value = option.defaultValue().isEmpty() ? "unset" : option.defaultValue();
                out.printf(
                        "    --set %s=%s%n        %s; %s%n",
                        option.name(), value, option.description(), option.expects());
            }
        }
        return 0;
    }
}
