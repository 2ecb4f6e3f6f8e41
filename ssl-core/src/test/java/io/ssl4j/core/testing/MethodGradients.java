package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Segment;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.random.RandomKey;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Central differences of a whole method's loss by its parameters, in double, against the gradients that a step leaves.
 */
public final class MethodGradients {

    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 1e-5;
    private static final double FLOOR = 1e-8;
    private static final int DIRECTIONS = 2;

    private MethodGradients() {}

    /** A context for single steps in tests. */
    public static StepContext firstStep() {
        return new StepContext(0, 0, new RunLength(1, 1), RandomKey.of(0));
    }

    /**
     * Checks every trained segment of every network along random directions of plus and minus one in all of its
     * parameters: a wrong gradient of any single one shows. What a step changes in the method's state, such as a queue,
     * is put back before the next.
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
        INDArray original = values.dup();
        Random random = new Random(segment.offset());
        for (int k = 0; k < DIRECTIONS; k++) {
            boolean[] signs = new boolean[(int) segment.length()];
            double slope = 0;
            for (int i = 0; i < signs.length; i++) {
                signs[i] = random.nextBoolean();
                slope += (signs[i] ? 1 : -1) * gradients.getDouble(segment.offset() + i);
            }
            state.restore();
            move(values, original, segment, signs, STEP);
            double above = method.step(batch, firstStep()).loss();
            state.restore();
            move(values, original, segment, signs, -STEP);
            double below = method.step(batch, firstStep()).loss();
            move(values, original, segment, signs, 0);
            assertThat(slope)
                    .as("%s, %s, all %d parameters along direction %d", network.name(), segment.name(), signs.length, k)
                    .isCloseTo((above - below) / (2 * STEP), within(TOLERANCE * largest + FLOOR));
        }
    }

    private static void move(INDArray values, INDArray original, Segment segment, boolean[] signs, double step) {
        for (int i = 0; i < signs.length; i++) {
            long at = segment.offset() + i;
            values.putScalar(at, original.getDouble(at) + (signs[i] ? step : -step));
        }
    }
}
