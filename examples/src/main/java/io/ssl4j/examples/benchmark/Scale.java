package io.ssl4j.examples.benchmark;

import java.util.List;

/**
 * How much work a measurement is. Batch and sizes are the recipe's except in a quick run, which only shows that
 * everything works.
 */
record Scale(
        int batch,
        int resnet18Batch,
        int steps,
        int pipelineSteps,
        int warmup,
        int stockSteps,
        int stockWarmup,
        int memorySteps,
        int growthBatch,
        int growthSteps,
        int augmentSeconds,
        int knnQueries,
        int knnBank,
        int calls) {

    static Scale full() {
        return new Scale(256, 32, 10, 30, 5, 2, 1, 12, 32, 2000, 5, 10_000, 50_000, 300);
    }

    static Scale quick() {
        return new Scale(16, 4, 2, 4, 1, 1, 0, 3, 8, 12, 1, 500, 2_000, 6);
    }

    /** Steps and warm-up in a trial of settings. */
    List<String> trial(boolean pipeline) {
        return List.of("--steps", Integer.toString(Math.max(1, steps / (pipeline ? 1 : 2))), "--warmup", "2");
    }
}
