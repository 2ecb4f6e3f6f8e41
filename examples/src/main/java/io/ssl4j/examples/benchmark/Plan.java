package io.ssl4j.examples.benchmark;

import io.ssl4j.examples.benchmark.Contender.Goal;
import io.ssl4j.examples.benchmark.Contender.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The contenders of each part, with the settings that are tried for each. */
final class Plan {

    private static final String PASSIVE = "waiting threads sleep";
    private static final String SPINNING = "waiting threads spin";

    private final Scale scale;

    Plan(Scale scale) {
        this.scale = scale;
    }

    /** The contenders of some parts, in the order of a round; one that several parts need comes once. */
    List<Contender> contenders(Set<Part> parts) {
        return Arrays.stream(Part.values())
                .filter(parts::contains)
                .flatMap(part -> contenders(part).stream())
                .distinct()
                .toList();
    }

    private List<Contender> contenders(Part part) {
        return switch (part) {
            case STEP -> step();
            case RESNET18 -> step("resnet18", "resnet18", 32, 3, scale.resnet18Batch());
            case STOCK -> stock();
            case PIPELINE -> pipeline();
            case AUGMENT ->
                List.of(
                        java("augment.ours", arguments("augment", "seconds", scale.augmentSeconds(), "threads", 1)),
                        python("augment.torch", arguments("augment", "seconds", scale.augmentSeconds(), "threads", 1)));
            case DECODE ->
                List.of(
                        java("decode.ours", arguments("decode", "seconds", scale.augmentSeconds(), "threads", 1)),
                        python("decode.pillow", arguments("decode", "seconds", scale.augmentSeconds(), "threads", 1)));
            case KNN -> knn();
            case EMBED ->
                List.of(
                        embedding("embed.ours", "embed", scale.calls()),
                        embedding("embed.dl4j", "embed-stock", Math.max(2, scale.calls() / 10)));
            case MEMORY ->
                List.of(
                        java("memory.ours", pipeline(scale.batch(), scale.memorySteps())),
                        python("memory.torch", with(pipeline(scale.batch(), scale.memorySteps()), "--channels-last")));
            case GROWTH ->
                List.of(java(
                        "growth.ours", with(pipeline(scale.growthBatch(), scale.growthSteps()), "--watch-memory")));
        };
    }

    private List<Contender> step() {
        return step("step", "resnet-s", 28, 1, scale.batch());
    }

    /**
     * Our step too, so that the two are measured in turn; where the part step is asked for as well, it is the same one.
     */
    private List<Contender> stock() {
        Contender stock = new Contender(
                "stock.dl4j",
                Language.JAVA,
                arguments("stock", "batch", scale.batch(), "steps", scale.stockSteps(), "warmup", scale.stockWarmup()),
                List.of("--steps", "1", "--warmup", "0"),
                Goal.SECONDS,
                List.of(Setting.passive(PASSIVE), Setting.of(SPINNING)));
        return List.of(step().get(0), stock);
    }

    private List<Contender> step(String name, String encoder, int size, int channels, int batch) {
        List<String> arguments = arguments(
                "step",
                "encoder",
                encoder,
                "size",
                size,
                "channels",
                channels,
                "batch",
                batch,
                "steps",
                scale.steps(),
                "warmup",
                scale.warmup());
        return List.of(
                new Contender(
                        name + ".ours",
                        Language.JAVA,
                        with(arguments, Contender.LIMIT),
                        scale.trial(false),
                        Goal.SECONDS,
                        List.of(Setting.passive(PASSIVE), Setting.of(SPINNING))),
                new Contender(
                        name + ".torch",
                        Language.PYTHON,
                        arguments,
                        scale.trial(false),
                        Goal.SECONDS,
                        List.of(
                                Setting.of("channels_last", "--channels-last"),
                                Setting.passive("channels_last, " + PASSIVE, "--channels-last"),
                                Setting.of("default memory format"))));
    }

    private List<Contender> pipeline() {
        List<String> arguments = pipeline(scale.batch(), scale.pipelineSteps());
        return List.of(
                new Contender(
                        "pipeline.ours",
                        Language.JAVA,
                        arguments,
                        scale.trial(true),
                        Goal.RATE,
                        List.of(
                                Setting.passive("1 loader thread, " + PASSIVE, "--workers", "1"),
                                Setting.passive("2 loader threads, " + PASSIVE, "--workers", "2"),
                                Setting.of("1 loader thread, " + SPINNING, "--workers", "1"))),
                new Contender(
                        "pipeline.torch",
                        Language.PYTHON,
                        arguments,
                        scale.trial(true),
                        Goal.RATE,
                        List.of(
                                Setting.of("no worker, channels_last", "--channels-last", "--workers", "0"),
                                Setting.of("no worker, default memory format", "--workers", "0"),
                                Setting.of("1 worker, channels_last", "--channels-last", "--workers", "1"),
                                Setting.passive(
                                        "1 worker, channels_last, " + PASSIVE, "--channels-last", "--workers", "1"),
                                Setting.of("2 workers, channels_last", "--channels-last", "--workers", "2"),
                                Setting.passive(
                                        "2 workers, channels_last, " + PASSIVE, "--channels-last", "--workers", "2"))));
    }

    private List<String> pipeline(int batch, int steps) {
        return arguments("pipeline", "batch", batch, "steps", steps, "warmup", scale.warmup());
    }

    private static Contender embedding(String name, String task, int calls) {
        return new Contender(
                name,
                Language.JAVA,
                arguments(task, "calls", calls),
                List.of("--calls", "20"),
                new Goal("p50of1Seconds", true),
                List.of(Setting.passive(PASSIVE), Setting.of(SPINNING)));
    }

    private List<Contender> knn() {
        List<String> arguments =
                arguments("knn", "queries", scale.knnQueries(), "bank", scale.knnBank(), "dimension", 128, "steps", 3);
        Goal goal = new Goal("knnSeconds", true);
        return List.of(
                new Contender(
                        "knn.ours",
                        Language.JAVA,
                        arguments,
                        List.of(),
                        goal,
                        List.of(Setting.passive(PASSIVE), Setting.of(SPINNING))),
                new Contender(
                        "knn.torch",
                        Language.PYTHON,
                        arguments,
                        List.of(),
                        goal,
                        List.of(
                                Setting.of("BLAS, blocks of 1000", "--block", "1000"),
                                Setting.of("BLAS, blocks of 250", "--block", "250"),
                                Setting.of(
                                        "oneDNN product, blocks of 1000", "--block", "1000", "--product", "onednn"))));
    }

    private static Contender java(String name, List<String> arguments) {
        return new Contender(name, Language.JAVA, arguments, List.of(), Goal.NONE, List.of(Setting.passive(PASSIVE)));
    }

    private static Contender python(String name, List<String> arguments) {
        return new Contender(name, Language.PYTHON, arguments, List.of(), Goal.NONE, List.of(Setting.of("default")));
    }

    private static List<String> arguments(String task, Object... options) {
        List<String> arguments = new ArrayList<>(List.of(task));
        for (int i = 0; i < options.length; i += 2) {
            arguments.add("--" + options[i]);
            arguments.add(options[i + 1].toString());
        }
        return arguments;
    }

    private static List<String> with(List<String> arguments, String flag) {
        List<String> more = new ArrayList<>(arguments);
        more.add(flag);
        return more;
    }
}
