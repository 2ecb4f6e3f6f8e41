package io.ssl4j.noncontrastive.dino;

import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import java.util.Objects;

/**
 * The settings of DINO. The defaults, from {@link #defaults()}, are:
 *
 * <ul>
 *   <li>projector of two hidden layers of 2048 with batch norm and 256 outputs, and 2048 outputs of the last layer:
 *       lightly's benchmarks of Imagenette and 100 classes of ImageNet ({@code DINOProjectionHead(512, 2048, 256, 2048,
 *       batch_norm=True)}). For CIFAR-10 lightly has only one hidden layer; the paper has 65536 outputs for ImageNet,
 *       and no batch norm in the head of a vision transformer. (All of these have GELU instead of ReLU.)
 *   <li>weight norm with fixed lengths: the reference code's {@code norm_last_layer=True}, its default.
 *   <li>student temperature 0.1: the paper, section 3.1.
 *   <li>teacher temperature 0.04 throughout: the reference code's default (facebookresearch/dino); for long runs it
 *       recommends 0.04 to 0.07 over 30 epochs.
 *   <li>momentum of the teacher from 0.996 to 1 along half a cosine, centre momentum 0.9: the paper, section 3.1.
 *   <li>last layer frozen for 1 epoch, weight decay growing tenfold along half a cosine (0.04 to 0.4 in the paper, for
 *       which the optimiser's decay must be 0.04): the reference code.
 *   <li>statistics per crop: lightly runs each crop separately. The reference code runs all crops of a size together.
 *   <li>seed 0.
 * </ul>
 *
 * <p>The paper trains with AdamW, and the reference code clips the gradient of each parameter tensor at a norm of 3;
 * those are settings of the run ({@code GradientClipping.byParameterNorm(3)}).
 *
 * @param head the projector and the last layer
 * @param studentTemperature finite, above 0
 * @param teacherTemperature the teacher's temperature over the epochs
 * @param momentum the momentum of the teacher
 * @param centering the centring of the teacher's outputs
 * @param frozenEpochs the number of epochs before the last layer is trained
 * @param decayGrowth the factor by which weight decay has grown at the end, at least 0; with 1 the decay follows the
 *     run's schedule, and only then may the run have one
 * @param sharedBatchStatistics if true, batch norm treats all crops of one size as one batch; otherwise each crop has
 *     its own statistics
 * @param seed the seed for the initial weights of projector and last layer
 */
public record DinoConfig(
        DinoHead head,
        double studentTemperature,
        TeacherTemperature teacherTemperature,
        EmaSchedule momentum,
        Centering centering,
        int frozenEpochs,
        double decayGrowth,
        boolean sharedBatchStatistics,
        long seed) {

    public DinoConfig {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(teacherTemperature, "teacherTemperature");
        Objects.requireNonNull(momentum, "momentum");
        Objects.requireNonNull(centering, "centering");
        if (!(studentTemperature > 0) || Double.isInfinite(studentTemperature)) {
            throw new IllegalArgumentException("the student's temperature must be finite and above 0, got "
                    + studentTemperature + "; the paper has 0.1");
        }
        if (frozenEpochs < 0 || !(decayGrowth >= 0) || Double.isInfinite(decayGrowth)) {
            throw new IllegalArgumentException(
                    "epochs with a frozen last layer and the growth of weight decay must be finite and at least 0, got "
                            + frozenEpochs + " and " + decayGrowth + "; the reference code has 1 and 10");
        }
    }

    /** The defaults described above. */
    public static DinoConfig defaults() {
        return new DinoConfig(
                DinoHead.of(HeadShape.of(256, 2048, 2048), 2048),
                0.1,
                TeacherTemperature.constant(0.04),
                EmaSchedule.cosine(0.996),
                new Centering(true, 0.9),
                1,
                10,
                false,
                0);
    }

    public DinoConfig withHead(DinoHead newHead) {
        return new DinoConfig(
                newHead,
                studentTemperature,
                teacherTemperature,
                momentum,
                centering,
                frozenEpochs,
                decayGrowth,
                sharedBatchStatistics,
                seed);
    }

    /** Sets another head: projector and width of the last layer. */
    public DinoConfig withHead(HeadShape projector, int outputs) {
        return withHead(head.withProjector(projector).withOutputs(outputs));
    }

    public DinoConfig withWeightNorm(WeightNorm norm) {
        return withHead(head.withWeightNorm(norm));
    }

    public DinoConfig withStudentTemperature(double temperature) {
        return new DinoConfig(
                head,
                temperature,
                teacherTemperature,
                momentum,
                centering,
                frozenEpochs,
                decayGrowth,
                sharedBatchStatistics,
                seed);
    }

    public DinoConfig withTeacherTemperature(TeacherTemperature temperature) {
        return new DinoConfig(
                head,
                studentTemperature,
                temperature,
                momentum,
                centering,
                frozenEpochs,
                decayGrowth,
                sharedBatchStatistics,
                seed);
    }

    public DinoConfig withMomentum(EmaSchedule newMomentum) {
        return new DinoConfig(
                head,
                studentTemperature,
                teacherTemperature,
                newMomentum,
                centering,
                frozenEpochs,
                decayGrowth,
                sharedBatchStatistics,
                seed);
    }

    public DinoConfig withCentering(Centering newCentering) {
        return new DinoConfig(
                head,
                studentTemperature,
                teacherTemperature,
                momentum,
                newCentering,
                frozenEpochs,
                decayGrowth,
                sharedBatchStatistics,
                seed);
    }

    public DinoConfig withCenterMomentum(double newMomentum) {
        return withCentering(centering.withMomentum(newMomentum));
    }

    /** Turns centring off, to demonstrate collapse. */
    public DinoConfig withoutCentering() {
        return withCentering(centering.withEnabled(false));
    }

    public DinoConfig withFrozenEpochs(int epochs) {
        return new DinoConfig(
                head,
                studentTemperature,
                teacherTemperature,
                momentum,
                centering,
                epochs,
                decayGrowth,
                sharedBatchStatistics,
                seed);
    }

    public DinoConfig withDecayGrowth(double factor) {
        return new DinoConfig(
                head,
                studentTemperature,
                teacherTemperature,
                momentum,
                centering,
                frozenEpochs,
                factor,
                sharedBatchStatistics,
                seed);
    }

    public DinoConfig withSharedBatchStatistics(boolean shared) {
        return new DinoConfig(
                head,
                studentTemperature,
                teacherTemperature,
                momentum,
                centering,
                frozenEpochs,
                decayGrowth,
                shared,
                seed);
    }

    public DinoConfig withSeed(long newSeed) {
        return new DinoConfig(
                head,
                studentTemperature,
                teacherTemperature,
                momentum,
                centering,
                frozenEpochs,
                decayGrowth,
                sharedBatchStatistics,
                newSeed);
    }
}
