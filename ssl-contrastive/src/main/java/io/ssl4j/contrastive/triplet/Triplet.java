package io.ssl4j.contrastive.triplet;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.TwoViewMethod;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Optional;

/**
 * The triplet loss over two views: each view should be nearer to the other view of its sample than to a view of another
 * sample, by a margin.
 *
 * <p>Schroff, Kalenichenko, Philbin 2015, arXiv:1503.03832, with views of one sample instead of photographs of one
 * person.
 *
 * @param <T> the sample type
 */
public final class Triplet<T> extends TwoViewMethod<T> {

    static final String NAME = "triplet";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.pair("simclr");

    private static final String TITLE = "Triplet";

    private final double margin;

    Triplet(Parts<T> parts, TripletConfig config) {
        super(
                TITLE,
                parts,
                (z, batch, context) -> new BatchTripletLoss(
                                config.loss(),
                                config.negatives(),
                                context.random().child("negatives"))
                        .evaluateStacked(z),
                config.sharedBatchStatistics(),
                config);
        this.margin = config.margin();
    }

    /** Makes the method with the views of SimCLR for the encoder's kind of samples. */
    public static <T> Triplet<T> of(Encoder<T> encoder, TripletConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes the method with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value TwoViewMethod#VIEWS} with 2 copies per sample, with rows that the
     *     encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> Triplet<T> of(Encoder<T> encoder, ViewGenerator<T> views, TripletConfig config) {
        return new Triplet<>(parts(TITLE, encoder, views, config.projector(), config.seed()), config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of(
                margin,
                "begin with random or semi-hard negatives: the hardest ones pull everything to one point at first");
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("negatives are taken from the batch");
    }
}
