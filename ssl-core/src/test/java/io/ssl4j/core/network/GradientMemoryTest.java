package io.ssl4j.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.network.head.MlpHead;
import io.ssl4j.core.network.onednn.FastLayers;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.lang.management.ManagementFactory;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients that are handed on and shared without copies, and what a step leaves for the garbage collector. */
class GradientMemoryTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** DL4J's loop copies the gradients that the executor shares. */
    @ParameterizedTest
    @EnumSource(ChannelOrder.class)
    void gradientsAreThoseOfDl4jsOwnLoopToTheBit(ChannelOrder order) {
        ImageInput input = ImageInput.of(9, 7, 2).withOrder(order);
        // Of 5, 10 and 20 channels none fill a block, so that both loops run the same kernels.
        Encoder<Image> encoder = ImageEncoders.resNetS(input, 5, 3);
        long[] row = input.rowShape();
        INDArray rows = Nd4j.rand(DataType.FLOAT, 6, row[0], row[1], row[2]);
        INDArray gradient = Nd4j.rand(DataType.FLOAT, 6, encoder.representationSize());

        ComputationGraph stock = encoder.toGraph();
        ComputationGraph fast = new ComputationGraph(FastLayers.accelerate(stock.getConfiguration()));
        fast.init(stock.params(), true);
        fast.initGradientsView();
        fast.feedForward(new INDArray[] {rows}, true, false);
        fast.backpropGradient(gradient);

        try (Pass pass = encoder.network().forward(rows)) {
            pass.backward(gradient);
        }
        INDArray gradients = encoder.network().parameters().gradients();
        assertThat(gradients.norm2Number().doubleValue()).isPositive();
        assertThat(gradients.toFloatVector())
                .isEqualTo(
                        fast.getFlattenedGradients().reshape(gradients.length()).toFloatVector());
    }

    @Test
    void aStepAllocatesLittle() {
        Encoder<Image> encoder = ImageEncoders.resNetS(ImageInput.of(9, 9, 1), 4, 3);
        Network head = MlpHead.of("projector", 16, 32, 8).build(1);
        INDArray rows = Nd4j.rand(DataType.FLOAT, 8, 9, 9, 1);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 12; i++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            step(encoder.network(), head, rows);
            least = Math.min(
                    least,
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        assertThat(least).isBetween(1L, 600_000L);
    }

    private static void step(Network encoder, Network head, INDArray rows) {
        encoder.parameters().zeroGradients();
        head.parameters().zeroGradients();
        try (Pass h = encoder.forward(rows);
                Pass z = head.forward(h.output())) {
            h.backward(z.backward(z.output()));
        }
        encoder.parameters().applyStatistics();
        head.parameters().applyStatistics();
    }
}
