package io.ssl4j.contrastive.simclr;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.TwoViewMethod;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Optional;

/**
 * SimCLR: two random views of each sample, an encoder f, a projector g, and a loss that finds the other view of the
 * same sample among the views of all samples of the batch.
 *
 * <p>Chen, Kornblith, Norouzi, Hinton 2020, arXiv:2002.05709, algorithm 1.
 *
 * <pre>{@code
 * SimClr<Image> method = SimClr.of(encoder, SimClrConfig.defaults().withTemperature(0.2));
 * }</pre>
 *
 * @param <T> the sample type
 */
public final class SimClr<T> extends TwoViewMethod<T> {

    static final String NAME = "simclr";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.pair("simclr");

    private static final String TITLE = "SimCLR";

    private final SimClrConfig config;

    SimClr(Parts<T> parts, SimClrConfig config) {
        super(
                TITLE,
                parts,
                config.objective().loss(config.temperature(), config.negatives()),
                config.sharedBatchStatistics(),
                config);
        this.config = config;
    }

    /** Makes SimCLR with the modality's views for it; for images, those of the paper. */
    public static <T> SimClr<T> of(Encoder<T> encoder, SimClrConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes SimCLR with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value TwoViewMethod#VIEWS} with 2 copies per sample, with rows that the
     *     encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> SimClr<T> of(Encoder<T> encoder, ViewGenerator<T> views, SimClrConfig config) {
        return new SimClr<>(parts(TITLE, encoder, views, config.projector(), config.seed()), config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("each view is told apart from all others of its batch");
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of(
                config.objective().lossWhenAlike(batchSize, config.negatives()),
                "use a temperature of 0.1 to 0.5: small ones look at the hardest negatives alone, large ones at"
                        + " all alike");
    }
}
