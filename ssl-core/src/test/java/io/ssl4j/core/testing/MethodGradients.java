package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.RunLength;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.train.SslMethod;
import io.ssl4j.core.train.StepContext;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Central differences of a whole method's loss by its parameters, in double, against the gradients that a step leaves. */
public final class MethodGradients {

    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-5;
    private static final double FLOOR = 1e-8;
    private static final int SAMPLES_PER_SEGMENT = 6;

    private MethodGradients() {}

    /** A context for single steps in tests. */
    public static StepContext firstStep() {
        return new StepContext(0, 0, new RunLength(1, 1), RandomKey.of(0));
    }

    /**
     * Checks some parameters of every trained segment of every network. What a step changes in the method's state, such as
     * a queue, is put back before the next.
     */
    public static void check(SslMethod<?> method, ViewBatch batch) {
        StateSnapshot state = StateSnapshot.of(method.state());
        for (ParameterGroup group : method.parameterGroups()) {
            Network network = group.network();
            network.parameters().zeroGradients();
            state.restore();
            method.step(batch, firstStep());
            assertThat(network.parameters().values().dataType()).isEqualTo(DataType.DOUBLE);
            INDArray gradients = network.parameters().gradients().dup();
            double largest = gradients.amaxNumber().doubleValue();
            assertThat(largest).as("gradient of " + network.name()).isPositive();
            for (Segment segment : network.parameters().segments()) {
                if (segment.trained()) {
                    checkSegment(method, state, batch, network, segment, gradients, largest);
                }
            }
        }
    }

    private static void checkSegment(
            SslMethod<?> method,
            StateSnapshot state,
            ViewBatch batch,
            Network network,
            Segment segment,
            INDArray gradients,
            double largest) {
        INDArray values = network.parameters().values();
        Random random = new Random(segment.offset());
        for (int k = 0; k < Math.min(SAMPLES_PER_SEGMENT, segment.length()); k++) {
            long i = segment.offset() + random.nextInt((int) segment.length());
            double original = values.getDouble(i);
            values.putScalar(i, original + STEP);
            state.restore();
            double above = method.step(batch, firstStep()).loss();
            state.restore();
            values.putScalar(i, original - STEP);
            double below = method.step(batch, firstStep()).loss();
            values.putScalar(i, original);
            assertThat(gradients.getDouble(i))
                    .as("%s, %s, parameter %d", network.name(), segment.name(), i - segment.offset())
                    .isCloseTo((above - below) / (2 * STEP), within(TOLERANCE * largest + FLOOR));
        }
    }
}
