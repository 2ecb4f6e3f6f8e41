package io.ssl4j.contrastive.dcl;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.TwoViewMethod;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Optional;

/**
 * Decoupled contrastive learning: SimCLR's views and networks with a loss whose denominator omits the positive pair, so
 * that it works with smaller batches. With weighted pairs it is DCLW.
 *
 * <p>Yeh, Hong, Hsu, Liu, Chen, LeCun 2021, arXiv:2110.06848.
 *
 * <pre>{@code
 * Dcl<Image> method = Dcl.of(encoder, DclConfig.dclw());
 * }</pre>
 *
 * @param <T> the sample type
 */
public final class Dcl<T> extends TwoViewMethod<T> {

    static final String NAME = "dcl";
    static final String WEIGHTED_NAME = "dclw";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.pair("simclr");

    private static final String TITLE = "DCL";

    private final boolean weighted;

    Dcl(Parts<T> parts, DclConfig config) {
        super(TITLE, parts, config.loss(), config.sharedBatchStatistics(), config);
        this.weighted = config.sigma().isPresent();
    }

    /** Makes DCL with the views of SimCLR for the encoder's kind of samples, as in the paper. */
    public static <T> Dcl<T> of(Encoder<T> encoder, DclConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes DCL with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value TwoViewMethod#VIEWS} with 2 copies per sample, with rows that the
     *     encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> Dcl<T> of(Encoder<T> encoder, ViewGenerator<T> views, DclConfig config) {
        return new Dcl<>(parts(TITLE, encoder, views, config.projector(), config.seed()), config);
    }

    @Override
    public String name() {
        return weighted ? WEIGHTED_NAME : NAME;
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of(
                Math.log(2.0 * batchSize - 2),
                "use a temperature of 0.1 to 0.5: small ones look at the hardest negatives alone, large ones at"
                        + " all alike");
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("each view is told apart from all others of its batch");
    }
}
