package io.ssl4j.core.method;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewLayouts;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.TwoViewLoss;
import io.ssl4j.core.network.Encoder;
import io.ssl4j.core.network.HeadShape;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Pass;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.train.SslMethod;
import io.ssl4j.core.train.StepContext;
import io.ssl4j.core.train.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Two random views of each sample through one encoder and one projector, and a loss of the two outputs; both views are
 * trained through. SimCLR, Barlow Twins and VICReg are of this shape.
 *
 * <pre>{@code z1, z2 = projector(encoder(view 1)), projector(encoder(view 2));  minimise loss(z1, z2)}</pre>
 *
 * @param <T> the sample type
 */
public abstract class TwoViewMethod<T> implements SslMethod<T> {

    /** The view that a step reads: two copies per sample. */
    public static final String VIEWS = "views";

    private final Parts<T> parts;
    private final TwoViewLoss loss;
    private final PassMode mode;
    private final String settings;

    /**
     * What such a method works on.
     *
     * @param encoder takes the rows of the views
     * @param projector takes the encoder's output
     * @param views makes a view {@value #VIEWS} with 2 copies per sample
     * @param encoders what the user wants in the end
     */
    public record Parts<T>(Network encoder, Network projector, ViewGenerator<T> views, Map<String, Encoder> encoders) {

        /**
         * The parts around an encoder.
         *
         * @param title of the method, for messages
         * @param views makes a view {@value #VIEWS} with 2 copies per sample, in rows that the encoder takes
         * @param projector the head's shape
         * @param seed for the head's initial weights
         * @throws IllegalArgumentException if the generator makes no such view, or rows of another shape
         */
        public static <T> Parts<T> of(
                String title, Encoder encoder, ViewGenerator<T> views, HeadShape projector, long seed) {
            ViewLayouts.requireRows(
                    ViewLayouts.require(views, VIEWS, 2, title), encoder.input().rowShape(), title);
            Network head = projector
                    .on(encoder.representationSize(), "projector")
                    .build(seed, encoder.network().parameters().values().dataType());
            return new Parts<>(encoder.network(), head, views, Map.of("encoder", encoder));
        }
    }

    /**
     * A method of this shape.
     *
     * @param title of the method, for messages
     * @param loss of the projector's outputs
     * @param sharedBatchStatistics whether batch norm sees both views as one batch
     * @param configuration what {@link #settings} says
     */
    protected TwoViewMethod(
            String title, Parts<T> parts, TwoViewLoss loss, boolean sharedBatchStatistics, Object configuration) {
        ViewLayouts.require(parts.views(), VIEWS, 2, title);
        this.parts = parts;
        this.loss = loss;
        this.mode = sharedBatchStatistics ? PassMode.JOINT : PassMode.perView(2);
        this.settings = configuration.toString();
    }

    @Override
    public String settings() {
        return settings;
    }

    @Override
    public ViewGenerator<T> views() {
        return parts.views();
    }

    /** In words that can follow "in the loss": all losses of two views compare the samples of a batch. */
    @Override
    public abstract Optional<String> batchDependence();

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        try (Pass h = parts.encoder().forward(batch.view(VIEWS), mode);
                Pass z = parts.projector().forward(h.output(), mode)) {
            LossResult result = loss.evaluateStacked(z.output());
            try (INDArray gradient = result.gradient()) {
                h.backward(z.backward(gradient));
            }
            return new StepResult(result.value(), result.terms());
        }
    }

    @Override
    public List<ParameterGroup> parameterGroups() {
        return List.of(ParameterGroup.of(parts.encoder()), ParameterGroup.of(parts.projector()));
    }

    @Override
    public Map<String, Encoder> encoders() {
        return parts.encoders();
    }
}
