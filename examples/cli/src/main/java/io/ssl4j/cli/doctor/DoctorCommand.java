package io.ssl4j.cli.doctor;

import io.ssl4j.core.plan.MemoryLimits;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reports whether training can run here, how fast, and what to fix. */
@Command(
        name = "doctor",
        description = "Check what training needs - Java, the processor, native libraries, memory and disk -"
                + " and time a few training steps. The findings, with what to do, stand at the end. The"
                + " exit code is 1 if training cannot work here, else 0.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Examples:", "  ssl4j doctor", "  ssl4j doctor --no-step"})
public final class DoctorCommand implements Callable<Integer> {

    /** The system property that names JavaCPP's cache of native libraries. */
    private static final String CACHE = "org.bytedeco.javacpp.cachedir";

    @Option(names = "--no-step", description = "Skip the training steps, which take a few seconds.")
    private boolean noStep;

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            description = "Seconds to spend on the training steps. Default: ${DEFAULT-VALUE}.")
    private double seconds = 3;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!(seconds > 0 && seconds <= 3600)) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds must be above 0 and at most 3600, got " + seconds);
        }
        DoctorReport report = new DoctorReport(spec.commandLine().getOut());
        report.add(SystemCheck.of(System.getProperties()));
        report.add(MemoryCheck.of(MemoryLimits.ofThisProcess()));
        report.add(FilesCheck.of(
                cache(),
                Optional.ofNullable(System.getProperty(CACHE)),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("java.io.tmpdir"))));
        report.add(MethodsCheck.of(
                SslMethods.all().stream().map(SslMethodProvider::name).toList()));
        Section backend = BackendCheck.ofThisProcess();
        report.add(backend);
        if (backend.findings().stream().noneMatch(Finding::isError)) {
            report.add(ThreadsCheck.of(
                    Runtime.getRuntime().availableProcessors(),
                    Nd4j.getEnvironment().maxThreads(),
                    System.getenv(ThreadsCheck.WAIT_POLICY)));
            Section layers = LayersCheck.ofThisProcess();
            report.add(layers);
            if (!noStep && layers.findings().stream().noneMatch(Finding::isError)) {
                report.add(StepCheck.of(seconds));
            }
        }
        return report.finish() ? 0 : 1;
    }

    private static Path cache() {
        try {
            File folder = Loader.getCacheDir();
            return folder.toPath().toAbsolutePath();
        } catch (IOException e) {
            String named = System.getProperty(CACHE);
            return named == null
                    ? Path.of(System.getProperty("user.home"), ".javacpp", "cache")
                    : Path.of(named).toAbsolutePath();
        }
    }
}
