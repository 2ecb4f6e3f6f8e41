package io.ssl4j.core.train;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.EpochContext;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.testing.LinearNetwork;
import io.ssl4j.core.testing.NoisyPairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A method with everything that a checkpoint must hold: two trained networks, running statistics, an EMA target, a bank
 * by sample index, a counter, noise from the step's key and from ND4J's generator, and a mark that
 * {@code beforeEpoch} leaves. The loss is half the mean square of the projection's distance to the target's.
 */
public class ToyMethod implements SslMethod<float[]> {

    public static final int LENGTH = 6;

    public final LinearNetwork encoder;
    final LinearNetwork projector;
    final LinearNetwork target;
    final INDArray epochMarks = Nd4j.zeros(DataType.FLOAT, 16);
    final List<String> calls = new ArrayList<>();
    public UnaryOperator<ParameterGroup> projectorGroup = group -> group;
    UnaryOperator<StepResult> tamper = result -> result;
    Consumer<StepContext> beforeLoss = context -> {};
    INDArray bank;
    long counter;

    public ToyMethod(long seed) {
        this(seed, LENGTH);
    }

    public ToyMethod(long seed, int width) {
        encoder = LinearNetwork.withRunningMean("encoder", LENGTH, width, seed, DataType.FLOAT);
        projector = LinearNetwork.of("projector", width, 3, seed, DataType.FLOAT);
        target = LinearNetwork.of("target", LENGTH, 3, seed, DataType.FLOAT);
    }

    @Override
    public String name() {
        return "toy";
    }

    @Override
    public ViewGenerator<float[]> views() {
        return new NoisyPairs(LENGTH, 0.1f);
    }

    @Override
    public void prepare(RunInfo run) {
        calls.add("prepare");
        bank = Nd4j.zeros(DataType.FLOAT, run.samples(), 3);
    }

    @Override
    public void beforeEpoch(EpochContext<float[]> context) {
        int epoch = context.epoch();
        calls.add("epoch " + epoch);
        epochMarks.putScalar(
                epoch, epochMarks.getFloat(epoch) + encoder.weight().sumNumber().floatValue());
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        INDArray views = batch.view("views");
        Pass h = encoder.forward(views);
        Pass z = projector.forward(h.output());
        INDArray goal = target.infer(views)
                .addi(context.random().stream().nextFloat())
                .addi(Nd4j.rand(DataType.FLOAT, z.output().shape()).muli(0.1));
        INDArray difference = z.output().sub(goal);
        beforeLoss.accept(context);
        h.backward(z.backward(difference.div(difference.length())));
        for (int i = 0; i < batch.size(); i++) {
            bank.putRow(batch.indices()[i], z.output().getRow(i));
        }
        double loss = 0.5 * difference.mul(difference).meanNumber().doubleValue();
        return tamper.apply(
                new StepResult(loss, Map.of("target", goal.meanNumber().doubleValue())));
    }

    @Override
    public void afterUpdate(StepContext context) {
        counter += context.step() + 1;
        INDArray t = target.parameters().values();
        t.muli(0.9)
                .addi(encoder.parameters()
                        .values()
                        .get(NDArrayIndex.interval(0, t.length()))
                        .mul(0.1));
    }

    @Override
    public List<ParameterGroup> parameterGroups() {
        return List.of(ParameterGroup.of(encoder), projectorGroup.apply(ParameterGroup.of(projector)));
    }

    @Override
    public Map<String, Encoder<?>> encoders() {
        return Map.of();
    }

    @Override
    public MethodState state() {
        return MethodState.empty()
                .network(target)
                .array("bank", bank, MethodState.Merge.KEEP_LOCAL)
                .array("epochMarks", epochMarks, MethodState.Merge.KEEP_LOCAL)
                .counter("counter", () -> counter, value -> counter = value);
    }
}
