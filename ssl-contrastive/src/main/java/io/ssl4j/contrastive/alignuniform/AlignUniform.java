package io.ssl4j.contrastive.alignuniform;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.TwoViewMethod;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Optional;

/**
 * Alignment and uniformity: the two views of a sample should be close to each other on the unit sphere, and the samples
 * should fill it evenly. This states directly what contrastive losses approach with many negatives.
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

    /** Makes alignment and uniformity with the views of SimCLR for the encoder's kind of samples. */
    public static <T> AlignUniform<T> of(Encoder<T> encoder, AlignUniformConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes alignment and uniformity with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value TwoViewMethod#VIEWS} with 2 copies per sample, with rows that the
     *     encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
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
