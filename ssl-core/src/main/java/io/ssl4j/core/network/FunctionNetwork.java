package io.ssl4j.core.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network that is a single function of one array, with its own parameters: prototypes, a learned scale. The subclass
 * computes the output and its gradients; this class takes care of passes, checks and memory.
 */
public abstract class FunctionNetwork implements Network {

    private static final String INPUT = "input";
    private static final String OUTPUT = "output";

    private final String name;
    private final Parameters parameters;
    private final List<INDArray> spent = new ArrayList<>();

    /**
     * The outcome of the function.
     *
     * @param output a new array
     * @param backward maps dLoss/dOutput to dLoss/dInput, a new array, and adds the gradient of the parameters
     * @param close releases what backward needed
     */
    public record Result(INDArray output, UnaryOperator<INDArray> backward, Runnable close) {}

    /** A network with the given parameters, such as {@link Parameters#of}. */
    protected FunctionNetwork(String name, Parameters parameters) {
        this.name = name;
        this.parameters = parameters;
    }

    /** Computes the output for some rows. */
    protected abstract Result run(INDArray input);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Parameters parameters() {
        return parameters;
    }

    @Override
    public final List<String> inputNames() {
        return List.of(INPUT);
    }

    @Override
    public final List<String> outputNames() {
        return List.of(OUTPUT);
    }

    @Override
    public final Pass forward(Map<String, Rows> inputs, PassMode mode) {
        spent.forEach(INDArray::close);
        spent.clear();
        return new FunctionPass(run(inputs.get(INPUT).values()));
    }

    @Override
    public final Map<String, INDArray> infer(Map<String, Rows> inputs) {
        Result result = run(inputs.get(INPUT).values());
        result.close().run();
        return Map.of(OUTPUT, result.output());
    }

    private final class FunctionPass implements Pass {

        private final Result result;
        private boolean closed;

        FunctionPass(Result result) {
            this.result = result;
        }

        @Override
        public INDArray output() {
            return result.output();
        }

        @Override
        public INDArray output(String output) {
            return result.output();
        }

        @Override
        public INDArray backward(INDArray gradient) {
            if (closed) {
                throw new IllegalStateException("this pass through network '" + name
                        + "' was closed or run backward before; run forward again");
            }
            if (!Arrays.equals(gradient.shape(), output().shape())) {
                throw new IllegalArgumentException("the gradient must have the output's shape "
                        + Arrays.toString(output().shape()) + ", got " + Arrays.toString(gradient.shape()));
            }
            INDArray down = result.backward().apply(gradient);
            spent.add(down);
            close();
            return down;
        }

        @Override
        public Map<String, INDArray> backward(Map<String, INDArray> gradients) {
            return Map.of(INPUT, backward(gradients.get(OUTPUT)));
        }

        /** Releases what backward needs; the output stays readable until the next pass begins. */
        @Override
        public void close() {
            if (!closed) {
                closed = true;
                spent.add(output());
                result.close().run();
            }
        }
    }
}
