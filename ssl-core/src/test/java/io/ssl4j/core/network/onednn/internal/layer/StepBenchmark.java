package io.ssl4j.core.network.onednn.internal.layer;

import com.sun.management.OperatingSystemMXBean;
import io.ssl4j.core.network.onednn.FastLayers;
import io.ssl4j.core.network.onednn.internal.InputGradientOptional;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Seconds per training step (forward, backward, update) of {@code resnet-s} with its projector on images of 28 x 28 x
 * 1, and where they go. Arguments: steps, format (NHWC or NCHW), fast or stock, images (512); {@code -Dssl4j.layers}
 * says which path the fast layers take. Not a test; run it from the test class path with
 * {@code OMP_WAIT_POLICY=passive}. The parts are in processor time of the whole process: on an idle machine, that over
 * the number of cores is close to the time it takes, and on a busy one it still says where the work is.
 */
final class StepBenchmark {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private StepBenchmark() {}

    public static void main(String[] arguments) {
        int steps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
        CNN2DFormat format = arguments.length > 1 ? CNN2DFormat.valueOf(arguments[1]) : CNN2DFormat.NHWC;
        boolean fast = arguments.length <= 2 || arguments[2].equals("fast");
        int rows = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 512;
        ComputationGraphConfiguration stock = ResidualGraph.small(DataType.FLOAT, format, 28, 1, 32, 256, 64);
        ComputationGraph graph = new ComputationGraph(fast ? FastLayers.accelerate(stock) : stock);
        graph.init();
        graph.initGradientsView();
        if (graph.getLayer("stemConv") instanceof InputGradientOptional first) {
            first.setInputGradientNeeded(false);
        }
        INDArray images = Nd4j.rand(
                DataType.FLOAT,
                format == CNN2DFormat.NHWC ? new long[] {rows, 28, 28, 1} : new long[] {rows, 1, 28, 28});
        INDArray gradient = Nd4j.rand(DataType.FLOAT, rows, 64).subi(0.5).divi(rows);
        VertexDriver driver = new VertexDriver(graph, SYSTEM::getProcessCpuTime);
        for (int i = 0; i < 2; i++) {
            step(graph, driver, images, gradient);
        }
        driver.takeTimes();
        double[] seconds = new double[steps];
        long processorStart = SYSTEM.getProcessCpuTime();
        Map<String, Double> best = new TreeMap<>();
        for (int i = 0; i < steps; i++) {
            long start = System.nanoTime();
            step(graph, driver, images, gradient);
            seconds[i] = (System.nanoTime() - start) / 1e9;
            byKind(graph, driver.takeTimes()).forEach((kind, time) -> best.merge(kind, time, Math::min));
        }
        double processor = (SYSTEM.getProcessCpuTime() - processorStart) / 1e9 / steps;
        Arrays.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "step: min %.4f s, median %.4f s, processor time %.3f s%n",
                seconds[0],
                seconds[steps / 2],
                processor);
        double sum = best.values().stream().mapToDouble(Double::doubleValue).sum();
        best.forEach((kind, time) ->
                System.out.printf(Locale.ROOT, "%-50s min %8.2f ms  %5.1f %%%n", kind, time * 1e3, 100 * time / sum));
        System.out.printf(Locale.ROOT, "sum of minima %.4f processor seconds%n", sum);
    }

    private static void step(ComputationGraph graph, VertexDriver driver, INDArray images, INDArray gradient) {
        driver.pass(images, gradient);
        graph.params()
                .subi(graph.getFlattenedGradients()
                        .reshape(graph.params().shape())
                        .mul(1e-3));
    }

    private static Map<String, Double> byKind(ComputationGraph graph, Map<String, long[]> nanos) {
        Map<String, Double> sums = new TreeMap<>();
        nanos.forEach((name, times) -> {
            GraphVertex vertex = graph.getVertex(name);
            Object running = vertex.hasLayer() ? vertex.getLayer() : vertex;
            String kind = running.getClass().getSimpleName();
            boolean each = Boolean.getBoolean("vertices");
            sums.merge((each ? name + " " : "") + kind + " forward", times[0] / 1e9, Double::sum);
            sums.merge((each ? name + " " : "") + kind + " backward", times[1] / 1e9, Double::sum);
        });
        return sums;
    }
}
