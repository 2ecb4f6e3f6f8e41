package io.ssl4j.noncontrastive.barlowtwins;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.TwoViewMethod;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Barlow Twins: two random views of each sample through one encoder and a wide projector; the cross-correlation matrix
 * of the two outputs over the batch should be the identity.
 *
 * <p>Zbontar, Jing, Misra, LeCun, Deny 2021, arXiv:2103.03230, algorithm 1.
 *
 * @param <T> the sample type
 */
public final class BarlowTwins<T> extends TwoViewMethod<T> {

    static final String NAME = "barlow-twins";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.pair("barlow-twins");

    private static final String TITLE = "Barlow Twins";

    BarlowTwins(Parts<T> parts, BarlowTwinsConfig config) {
        super(TITLE, parts, new BarlowTwinsLoss(config.lambda()), config.sharedBatchStatistics(), config);
    }

    /** Makes Barlow Twins with the modality's views for it; for images, those of the paper. */
    public static <T> BarlowTwins<T> of(Encoder<T> encoder, BarlowTwinsConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes Barlow Twins with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value TwoViewMethod#VIEWS} with 2 copies per sample, with rows that the
     *     encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> BarlowTwins<T> of(Encoder<T> encoder, ViewGenerator<T> views, BarlowTwinsConfig config) {
        return new BarlowTwins<>(parts(TITLE, encoder, views, config.projector(), config.seed()), config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("outputs are correlated over the batch");
    }

    /** Constant outputs have no correlation, which costs 1 per output. */
    @Override
    public CollapseHints collapseHints(int batchSize) {
        String remedy =
                "use a lambda near 0.005: a much larger one leaves the agreement of the views without weight, a much"
                        + " smaller one lets the outputs repeat each other";
        OptionalInt width = online().width();
        return width.isPresent() ? CollapseHints.of(width.getAsInt(), remedy) : CollapseHints.of(remedy);
    }
}
