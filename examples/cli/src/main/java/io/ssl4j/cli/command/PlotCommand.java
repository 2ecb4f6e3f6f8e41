package io.ssl4j.cli.command;

import io.ssl4j.cli.chart.RunCurves;
import io.ssl4j.cli.chart.SvgChart;
import io.ssl4j.cli.option.OutputOptions;
import io.ssl4j.core.io.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the course of runs. */
@Command(
        name = "plot",
        description = "Draw and print the curves of runs, finished or running: k-NN accuracy on the"
                + " validation samples over minutes and epochs, and the loss.",
        mixinStandardHelpOptions = true,
        customSynopsis = "ssl4j plot --out FILE RUN...",
        sortOptions = false,
        footer = {"", "Example:", "  ssl4j plot --out curves.svg runs/simclr runs/byol"})
final class PlotCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The SVG file to write.")
    private Path out;

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Folders of runs, as pretrain writes them.")
    private List<Path> runs;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        output.check("--out", out);
        List<RunCurves> curves = new ArrayList<>();
        for (Path run : runs) {
            curves.add(RunCurves.read(run));
        }
        String picture = SvgChart.of(RunCurves.panels(curves));
        AtomicFile.write(out, stream -> stream.write(picture.getBytes(StandardCharsets.UTF_8)));
        PrintWriter text = spec.commandLine().getOut();
        curves.forEach(run -> run.table().forEach(text::println));
        text.println("written: " + out);
        return 0;
    }
}
