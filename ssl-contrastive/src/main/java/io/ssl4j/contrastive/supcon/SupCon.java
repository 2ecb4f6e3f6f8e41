package io.ssl4j.contrastive.supcon;

import io.ssl4j.contrastive.loss.SupConLoss;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.TwoViewMethod;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Optional;

/**
 * SupCon: SimCLR with all views of the same class as positives. It learns from labels, and is thus an upper baseline
 * for the methods that do not.
 *
 * <p>Khosla et al. 2020, arXiv:2004.11362, section 3.
 *
 * <pre>{@code
 * Trainer.builder()....build().fit(SupCon.of(encoder, SupConConfig.defaults()), labelledSamples);
 * }</pre>
 *
 * @param <T> the sample type
 */
public final class SupCon<T> extends TwoViewMethod<T> {

    static final String NAME = "supcon";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.pair("simclr");

    private static final String TITLE = "SupCon";

    private final TrainingLabels labels;

    SupCon(Parts<T> parts, SupConConfig config) {
        this(parts, config, new TrainingLabels());
    }

    private SupCon(Parts<T> parts, SupConConfig config, TrainingLabels labels) {
        super(
                TITLE,
                parts,
                (z, batch, context) ->
                        new SupConLoss(config.temperature(), labels.of(batch.indices())).evaluateStacked(z),
                config.sharedBatchStatistics(),
                config);
        this.labels = labels;
    }

    /** Makes SupCon with the views of SimCLR for the encoder's kind of samples. Needs a labelled data set. */
    public static <T> SupCon<T> of(Encoder<T> encoder, SupConConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes SupCon with any views.
     *
     * @param encoder the encoder to train
     * @param views the generator of a view {@value TwoViewMethod#VIEWS} with 2 copies per sample, with rows that the
     *     encoder takes
     * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
     */
    public static <T> SupCon<T> of(Encoder<T> encoder, ViewGenerator<T> views, SupConConfig config) {
        return new SupCon<>(parts(TITLE, encoder, views, config.projector(), config.seed()), config);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        CollapseHints hints = CollapseHints.of(
                Math.log(2.0 * batchSize - 1),
                "use a temperature of 0.1 to 0.5, and make sure that a batch holds several classes");
        // At the minimum of the loss, the classes are the corners of a simplex.
        return labels.isSet() ? hints.withLargestRank(Math.max(1, labels.classes() - 1)) : hints;
    }

    @Override
    public boolean usesLabels() {
        return true;
    }

    /**
     * Reads the labels of the training set.
     *
     * @throws IllegalArgumentException if it has none
     */
    @Override
    public void prepare(RunInfo run) {
        labels.set(run.labels()
                .orElseThrow(
                        () -> new IllegalArgumentException("method 'supcon' learns from labels, and the training set"
                                + " has none; give a LabeledDataset, such as a folder with one sub-folder for each"
                                + " class, or use 'simclr', which needs no labels")));
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("each view is told apart from those of other classes in its batch");
    }
}
