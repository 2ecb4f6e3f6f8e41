package io.ssl4j.examples.benchmark.task;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The measuring process: {@code TaskMain step --batch 256 --steps 10}. */
@Command(name = "task", sortOptions = false)
public final class TaskMain implements Callable<Integer> {

    @Parameters(index = "0")
    String task;

    @Option(names = "--encoder")
    String encoder = "resnet-s";

    @Option(names = "--size")
    int size = 28;

    @Option(names = "--channels")
    int channels = 1;

    @Option(names = "--batch")
    int batch = 256;

    @Option(names = "--steps")
    int steps = 10;

    @Option(names = "--warmup")
    int warmup = 3;

    /** Loader threads. */
    @Option(names = "--workers")
    int workers = 1;

    /** Of the machine; our side takes them all unless it is 1, which asks for one thread of work. */
    @Option(names = "--threads")
    int threads = 2;

    @Option(names = "--images")
    Path images;

    @Option(names = "--limit")
    boolean limit;

    @Option(names = "--watch-memory")
    boolean watchMemory;

    @Option(names = "--seconds")
    double seconds = 5;

    @Option(names = "--queries")
    int queries = 10_000;

    @Option(names = "--bank")
    int bank = 50_000;

    @Option(names = "--dimension")
    int dimension = 128;

    @Option(names = "--calls")
    int calls = 100;

    private final PrintStream stream;

    private TaskMain(PrintStream stream) {
        this.stream = stream;
    }

    /** A command that writes its figures there. */
    static TaskMain writingTo(PrintStream stream) {
        return new TaskMain(stream);
    }

    /** Runs a task and ends the process. */
    public static void main(String[] args) {
        System.exit(new CommandLine(writingTo(System.out)).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Output out = new Output(stream);
        switch (task) {
            case "step" -> new StepTask(this, out).run();
            case "stock" -> new StockTask(this, out).run();
            case "pipeline" -> new PipelineTask(this, out).run();
            case "augment" -> new AugmentTask(this, out).run();
            case "decode" -> new DecodeTask(this, out).run();
            case "knn" -> new KnnTask(this, out).run();
            case "embed" -> EmbedTask.ours(this, out).run();
            case "embed-stock" -> EmbedTask.stock(this, out).run();
            default -> throw new IllegalArgumentException("there is no task '" + task + "'");
        }
        return 0;
    }
}
