package io.ssl4j.noncontrastive.empssl;

import io.ssl4j.core.network.head.HeadShape;
import java.util.Objects;

/**
 * The settings of EMP-SSL. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>20 patches of each sample: the smaller of the paper's two settings (arXiv:2304.03977; the other is 200).
 *   <li>distortion 0.2: the paper's {@code epsilon^2}, which its code and lightly call eps.
 *   <li>weight 200 for the similarity: the paper's lambda.
 *   <li>projector with two hidden layers of 4096 with batch norm and 1024 outputs, with biases: the authors' code
 *       (tsb0601/EMP-SSL, {@code model.py}).
 *   <li>shared batch statistics: the authors' code runs all patches through the network as one batch.
 *   <li>seed 0.
 * </ul>
 *
 * @param patches the number of crops of each sample, at least 2; a step costs this many times a batch
 * @param distortion the squared precision to which embeddings are distinguished, finite, above 0
 * @param invarianceWeight the weight of the patches' similarity to their mean, finite, at least 0
 * @param projector the head between representation and loss, dropped after pretraining
 * @param sharedBatchStatistics if true, batch norm treats all patches as one batch; otherwise each patch has its own
 *     statistics
 * @param seed the seed for the projector's initial weights
 */
public record EmpSslConfig(
        int patches,
        double distortion,
        double invarianceWeight,
        HeadShape projector,
        boolean sharedBatchStatistics,
        long seed) {

    public EmpSslConfig {
        if (patches < 2) {
            throw new IllegalArgumentException(
                    "EMP-SSL needs at least 2 patches of each sample, got " + patches + "; the paper has 20 and 200");
        }
        EmpSslLoss.requireDistortion(distortion);
        EmpSslLoss.requireWeight(invarianceWeight);
        Objects.requireNonNull(projector, "projector");
    }

    /** The defaults described above. */
    public static EmpSslConfig defaults() {
        return new EmpSslConfig(20, 0.2, 200, HeadShape.of(1024, 4096, 4096), true, 0);
    }

    /**
     * Returns the defaults for an encoder that ends with the authors' feature block, {@code
     * encoder.withFeatureLayer(4096)}: the block is the projector's first hidden layer, so the projector has one less.
     * The same networks are trained, and the representation is the authors'.
     */
    public static EmpSslConfig onFeatures() {
        return defaults().withProjector(HeadShape.of(1024, 4096));
    }

    public EmpSslConfig withPatches(int newPatches) {
        return new EmpSslConfig(newPatches, distortion, invarianceWeight, projector, sharedBatchStatistics, seed);
    }

    public EmpSslConfig withDistortion(double newDistortion) {
        return new EmpSslConfig(patches, newDistortion, invarianceWeight, projector, sharedBatchStatistics, seed);
    }

    public EmpSslConfig withInvarianceWeight(double weight) {
        return new EmpSslConfig(patches, distortion, weight, projector, sharedBatchStatistics, seed);
    }

    public EmpSslConfig withProjector(HeadShape newProjector) {
        return new EmpSslConfig(patches, distortion, invarianceWeight, newProjector, sharedBatchStatistics, seed);
    }

    public EmpSslConfig withSharedBatchStatistics(boolean shared) {
        return new EmpSslConfig(patches, distortion, invarianceWeight, projector, shared, seed);
    }

    public EmpSslConfig withSeed(long newSeed) {
        return new EmpSslConfig(patches, distortion, invarianceWeight, projector, sharedBatchStatistics, newSeed);
    }
}
