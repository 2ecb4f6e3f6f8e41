package io.ssl4j.examples.programs;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.SoftmaxCrossEntropy;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.vision.image.Image;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A method of one's own: each image is shown upright and upside down, and the head says which is which. A record,
 * because its components answer what a trainer asks a method by the same names.
 *
 * @param encoder what is wanted in the end
 * @param head from representations {@code [n, D]} to two logits {@code [n, 2]}
 * @param views makes two copies "views" of an image, the second upside down
 */
public record WhichWayUp(Encoder<Image> encoder, Network head, ViewGenerator<Image> views) implements SslMethod<Image> {

    @Override
    public String name() {
        return "which-way-up";
    }

    /** The rows of a batch: the first copy of every image, then the second of every image. */
    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        int[] upsideDown = IntStream.range(0, 2 * batch.size())
                .map(row -> row / batch.size())
                .toArray();
        try (Pass h = encoder.network().forward(batch.view("views"));
                Pass logits = head.forward(h.output())) {
            LossResult loss = new SoftmaxCrossEntropy().evaluate(logits.output(), upsideDown);
            h.backward(logits.backward(loss.gradient())); // a loss of your own gives dLoss/dLogits here
            return StepResult.of(loss.value());
        }
    }

    @Override
    public List<ParameterGroup> parameterGroups() {
        return List.of(ParameterGroup.of(encoder.network()), ParameterGroup.of(head));
    }

    @Override
    public Map<String, Encoder<?>> encoders() {
        return Map.of("encoder", encoder);
    }
}
