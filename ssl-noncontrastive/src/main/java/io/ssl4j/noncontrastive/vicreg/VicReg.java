package io.ssl4j.noncontrastive.vicreg;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.TwoViewMethod;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Optional;

/**
 * VICReg: two random views of each sample through one encoder and a wide projector; the outputs of the two should be
 * similar, every dimension should vary over the batch, and no two dimensions should be correlated.
 *
 * <p>Bardes, Ponce, LeCun 2022, arXiv:2105.04906, algorithm 1.
 *
 * @param <T> the sample type
 */
public final class VicReg<T> extends TwoViewMethod<T> {

    static final String NAME = "vicreg";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.pair("vicreg");

    private static final String TITLE = "VICReg";

    private final double varianceWeight;

    VicReg(Parts<T> parts, VicRegConfig config) {
        super(
                TITLE,
                parts,
                new VicRegLoss(config.invarianceWeight(), config.varianceWeight(), config.covarianceWeight()),
                config.sharedBatchStatistics(),
                config);
        this.varianceWeight = config.varianceWeight();
    }

    /** Makes VICReg with the modality's views for it; for images, those of the paper. */
    public static <T> VicReg<T> of(Encoder<T> encoder, VicRegConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes VICReg with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value TwoViewMethod#VIEWS} with 2 copies per sample, with rows that the
     *     encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> VicReg<T> of(Encoder<T> encoder, ViewGenerator<T> views, VicRegConfig config) {
        return new VicReg<>(parts(TITLE, encoder, views, config.projector(), config.seed()), config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("variances and covariances are taken over the batch");
    }

    /** Without its variance term the loss of equal outputs is 0, which healthy ones can have as well. */
    @Override
    public CollapseHints collapseHints(int batchSize) {
        String remedy =
                "give the variance term at least the weight of the invariance term (25 and 25 in the paper): it alone"
                        + " keeps the outputs from collapsing; here its weight is " + varianceWeight;
        CollapseHints hints = varianceWeight > 0
                ? CollapseHints.of(varianceWeight * (1 - Math.sqrt(VicRegLoss.EPSILON)), remedy)
                : CollapseHints.of(remedy);
        return hints.withSpread(1);
    }
}
