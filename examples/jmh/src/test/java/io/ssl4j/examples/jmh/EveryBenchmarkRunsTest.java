package io.ssl4j.examples.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

class EveryBenchmarkRunsTest {

    @TempDir
    Path folder;

    /** Every operation, recipe, loss, rule and layer, once, on little data and in this process. */
    @Test
    void once() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .timeout(TimeValue.minutes(2))
                        .shouldFailOnError(true)
                        .output(folder.resolve("jmh.log").toString())
                        .param("image", "32x32x3")
                        .param("batch", "8x16")
                        .param("logits", "8x4")
                        .param("encoder", "RESNET_S")
                        .param("dimension", "16")
                        .param("rows", "2")
                        .param("bank", "100")
                        .build())
                .run();
        assertThat(results.stream()
                        .map(result -> result.getParams().getBenchmark().replaceFirst(".*\\.(?=[A-Z])", ""))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "OperationBenchmark.view",
                        "RecipeBenchmark.views",
                        "TwoViewLossBenchmark.valueAndGradient",
                        "CrossEntropyBenchmark.valueAndGradient",
                        "OptimizerBenchmark.update",
                        "KnnBenchmark.fitAndPredict",
                        "ConvolutionBenchmark.forward",
                        "ConvolutionBenchmark.forwardAndBackward",
                        "BatchNormBenchmark.forward",
                        "BatchNormBenchmark.forwardAndBackward",
                        "ResidualAddBenchmark.forward",
                        "ResidualAddBenchmark.forwardAndBackward",
                        "PoolingBenchmark.forward",
                        "PoolingBenchmark.forwardAndBackward");
        assertThat(results)
                .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore())
                        .as(result.getParams().id())
                        .isPositive());
    }
}
