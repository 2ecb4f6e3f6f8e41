package io.ssl4j.contrastive.alignuniform;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.TwoViewMethod;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Optional;

/**
 * Alignment and uniformity: the two views of a sample shall lie near each other on the unit sphere, and the samples
 * shall fill it evenly. What contrastive losses strive for with many negatives, written down directly.
 *
 * <p>Wang and Isola 2020, arXiv:2005.10242.
 *
 * @param <T> the sample type
 */
public final class AlignUniform<T> extends TwoViewMethod<T> {

    static final String NAME = "align-uniform";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.pair("simclr");

    private static final String TITLE = "Alignment and uniformity";

    AlignUniform(Parts<T> parts, AlignUniformConfig config) {
        super(TITLE, parts, config.loss(), config.sharedBatchStatistics(), config);
    }

    /** Alignment and uniformity with the views of SimCLR for the encoder's kind of samples. */
    public static <T> AlignUniform<T> of(Encoder<T> encoder, AlignUniformConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Alignment and uniformity on any views.
     *
     * @param encoder what is trained
     * @param views makes a view {@value TwoViewMethod#VIEWS} with 2 copies per sample, in rows that the encoder takes
     * @throws IllegalArgumentException if the generator makes no such view, or rows of another shape
     */
    public static <T> AlignUniform<T> of(Encoder<T> encoder, ViewGenerator<T> views, AlignUniformConfig config) {
        return new AlignUniform<>(parts(TITLE, encoder, views, config.projector(), config.seed()), config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of("give uniformity at least the weight of alignment: it alone spreads the embeddings");
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("uniformity is taken over all pairs of samples of the batch");
    }
}
