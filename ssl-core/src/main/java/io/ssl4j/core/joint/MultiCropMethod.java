package io.ssl4j.core.joint;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.network.Rows;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Methods over crops of two sizes (Caron et al. 2020, arXiv:2006.09882, section 3.3): two full-sized views {@value
 * #GLOBAL} and any number of smaller ones {@value #LOCAL}, which go through the same branch in separate passes.
 *
 * @param <T> the sample type
 */
public abstract class MultiCropMethod<T> extends JointEmbeddingMethod<T> {

    /** The view of the two full-sized crops. */
    public static final String GLOBAL = "global";

    /** The view of the small crops, which is optional. */
    public static final String LOCAL = "local";

    private final int locals;
    private final PassMode localMode;

    /**
     * Makes a method of this kind.
     *
     * @param title the title of the method, for messages
     * @param sharedBatchStatistics if true, batch norm treats all crops of one size as one batch; otherwise each crop
     *     has its own statistics
     * @param configuration the text that {@link #settings} returns
     */
    protected MultiCropMethod(String title, Parts<T> parts, boolean sharedBatchStatistics, Object configuration) {
        super(title, parts, GLOBAL, 2, sharedBatchStatistics, configuration);
        this.locals = local(parts.views()).map(ViewSpec::copies).orElse(0);
        this.localMode = sharedBatchStatistics || locals == 0 ? PassMode.JOINT : PassMode.perView(locals);
    }

    /**
     * Assembles the parts for an encoder.
     *
     * @param title the title of the method, for messages
     * @param views the generator of a view {@value #GLOBAL} with 2 copies per sample, with rows that the encoder takes,
     *     and optionally a view {@value #LOCAL} of smaller ones
     * @throws IllegalArgumentException if the generator does not make this view, or the encoder cannot take the small
     *     rows
     */
    protected static <T> Parts<T> parts(String title, Encoder<T> encoder, Branch online, ViewGenerator<T> views) {
        Parts<T> parts = Parts.of(title, encoder, online, views, GLOBAL, 2);
        local(views).ifPresent(small -> requireSmallInput(title, encoder, small));
        return parts;
    }

    private static void requireSmallInput(String title, Encoder<?> encoder, ViewSpec small) {
        String advice = "; take an encoder that pools over all places at its end" + named(encoder)
                + ", or no small crops (local-views to 0)";
        long[] got;
        try (INDArray rows = Nd4j.zeros(encoder.network().parameters().values().dataType(), small.arrayShape(1));
                INDArray output = encoder.network()
                        .infer(small.masked() ? Rows.masked(rows, Nd4j.ones(1, small.maskLength())) : Rows.of(rows))) {
            got = output.shape();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    title + " runs its encoder on small crops too, rows of " + Arrays.toString(small.shape())
                            + ", which this one does not take: " + e.getMessage() + advice,
                    e);
        }
        if (!Arrays.equals(got, new long[] {1, encoder.representationSize()})) {
            throw new IllegalArgumentException(title + " runs its encoder on small crops too and needs [1, "
                    + encoder.representationSize() + "] for a row of " + Arrays.toString(small.shape()) + ", got "
                    + Arrays.toString(got) + advice);
        }
    }

    /** The encoders by name that take small rows, in brackets; nothing for samples of the user's own. */
    private static String named(Encoder<?> encoder) {
        return Modalities.all().stream()
                .filter(modality -> modality.kind().equals(encoder.input().kind()))
                .findFirst()
                .map(modality ->
                        " (by name: " + String.join(", ", modality.encoders(ViewNeed.multiCrop("crops"))) + ")")
                .orElse("");
    }

    private static Optional<ViewSpec> local(ViewGenerator<?> views) {
        return views.layout().stream().filter(spec -> spec.name().equals(LOCAL)).findFirst();
    }

    @Override
    public int statisticGroups() {
        return Math.max(mode().statisticGroups(), localMode.statisticGroups());
    }

    /** The number of small crops of each sample. */
    protected final int locals() {
        return locals;
    }

    /** Runs all crops forward through the online branch. */
    protected final CropPasses forward(ViewBatch batch) {
        BranchPass global = online().forward(batch.rows(GLOBAL), mode());
        if (locals == 0) {
            return new CropPasses(global, Optional.empty());
        }
        try {
            return new CropPasses(global, Optional.of(online().forward(batch.rows(LOCAL), localMode)));
        } catch (RuntimeException | Error e) {
            global.close();
            throw e;
        }
    }
}
