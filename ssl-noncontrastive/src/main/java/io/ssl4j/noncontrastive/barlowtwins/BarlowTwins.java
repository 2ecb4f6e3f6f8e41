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
 * Barlow Twins: two random views of each sample through one encoder and a wide projector; the cross-correlation of the two
 * outputs over the batch shall be the identity.
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

    /** Barlow Twins with the modality's views for it: for images those of the paper. */
    public static <T> BarlowTwins<T> of(Encoder<T> encoder, BarlowTwinsConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Barlow Twins on any views.
     *
     * @param encoder what is trained
     * @param views makes a view {@value TwoViewMethod#VIEWS} with 2 copies per sample, in rows that the encoder takes
     * @throws IllegalArgumentException if the generator makes no such view, or rows of another shape
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

    /** Constant outputs correlate with nothing, which costs 1 for each of them. */
    @Override
    public CollapseHints collapseHints(int batchSize) {
        String remedy =
                "use a lambda near 0.005: a much larger one leaves the agreement of the views without weight, a much"
                        + " smaller one lets the outputs repeat each other";
        OptionalInt width = online().width();
        return width.isPresent() ? CollapseHints.of(width.getAsInt(), remedy) : CollapseHints.of(remedy);
    }
}
