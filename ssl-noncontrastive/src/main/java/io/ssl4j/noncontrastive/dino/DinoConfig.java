package io.ssl4j.noncontrastive.dino;

import io.ssl4j.core.network.HeadShape;
import io.ssl4j.core.optim.schedule.EmaSchedule;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What can be set on DINO. Defaults, from {@link #defaults()}:
 *
 * <ul>
 *   <li>projector of two hidden layers of 2048 with batch norm and 256 outputs, and 2048 outputs of the last layer:
 *       lightly's for CIFAR-10; the paper has 65536 for ImageNet. (The paper's head has GELU in place of ReLU.)
 *   <li>student temperature 0.1: the paper, section 3.1.
 *   <li>teacher temperature 0.04 throughout: the reference code's default (facebookresearch/dino); for long runs it advises
 *       0.04 to 0.07 over 30 epochs.
 *   <li>momentum of the teacher from 0.996 to 1 along half a cosine, centre momentum 0.9: the paper, section 3.1.
 *   <li>last layer frozen for 1 epoch, weight decay growing tenfold along half a cosine (0.04 to 0.4 in the paper, which is
 *       0.04 as the optimiser's decay): the reference code.
 *   <li>statistics per crop: lightly runs each crop by itself. The reference code runs all crops of a size together.
 *   <li>seed 0.
 * </ul>
 *
 * <p>The paper trains with AdamW and clips gradients at a norm of 3; those are settings of the run.
 *
 * @param projector the head between representation and last layer, dropped after pretraining
 * @param outputs width of the last layer, at least 2
 * @param weightNorm whether the last layer compares directions: input and weights at unit length
 * @param studentTemperature finite, above 0
 * @param teacherTemperature over the epochs
 * @param momentum of the teacher
 * @param centerMomentum of the running mean of the teacher's outputs, in 0..1
 * @param centering whether that mean is taken away; without it the outputs collapse (the paper's section 5.3)
 * @param frozenEpochs epochs before the last layer is trained
 * @param decayGrowth the factor by which weight decay has grown at the end, at least 0; at 1 the decay follows the run's
 *     schedule, and only then may the run set one
 * @param sharedBatchStatistics whether batch norm sees all crops of a size as one batch
 * @param seed for the initial weights of projector and last layer
 */
public record DinoConfig(
        HeadShape projector,
        int outputs,
        boolean weightNorm,
        double studentTemperature,
        TeacherTemperature teacherTemperature,
        EmaSchedule momentum,
        double centerMomentum,
        boolean centering,
        int frozenEpochs,
        double decayGrowth,
        boolean sharedBatchStatistics,
        long seed) {

    public DinoConfig {
        Objects.requireNonNull(projector, "projector");
        Objects.requireNonNull(teacherTemperature, "teacherTemperature");
        Objects.requireNonNull(momentum, "momentum");
        if (outputs < 2) {
            throw new IllegalArgumentException("DINO's last layer needs at least 2 outputs, got " + outputs);
        }
        if (!(studentTemperature > 0) || Double.isInfinite(studentTemperature)) {
            throw new IllegalArgumentException("the student's temperature must be finite and above 0, got "
                    + studentTemperature + "; the paper has 0.1");
        }
        if (!(centerMomentum >= 0 && centerMomentum <= 1)) {
            throw new IllegalArgumentException(
                    "the centre's momentum must be in 0..1, got " + centerMomentum + "; the paper has 0.9");
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
                HeadShape.of(256, 2048, 2048),
                2048,
                true,
                0.1,
                TeacherTemperature.constant(0.04),
                EmaSchedule.cosine(0.996),
                0.9,
                true,
                1,
                10,
                false,
                0);
    }

    /** Another head: projector and width of the last layer. */
    public DinoConfig withHead(HeadShape newProjector, int newOutputs) {
        return change(draft -> {
            draft.projector = newProjector;
            draft.outputs = newOutputs;
        });
    }

    public DinoConfig withWeightNorm(boolean norm) {
        return change(draft -> draft.weightNorm = norm);
    }

    public DinoConfig withStudentTemperature(double temperature) {
        return change(draft -> draft.studentTemperature = temperature);
    }

    public DinoConfig withTeacherTemperature(TeacherTemperature temperature) {
        return change(draft -> draft.teacherTemperature = temperature);
    }

    public DinoConfig withMomentum(EmaSchedule newMomentum) {
        return change(draft -> draft.momentum = newMomentum);
    }

    public DinoConfig withCenterMomentum(double newMomentum) {
        return change(draft -> draft.centerMomentum = newMomentum);
    }

    /** Teacher outputs as they are: to watch them collapse. */
    public DinoConfig withoutCentering() {
        return change(draft -> draft.centering = false);
    }

    public DinoConfig withFrozenEpochs(int epochs) {
        return change(draft -> draft.frozenEpochs = epochs);
    }

    public DinoConfig withDecayGrowth(double factor) {
        return change(draft -> draft.decayGrowth = factor);
    }

    public DinoConfig withSharedBatchStatistics(boolean shared) {
        return change(draft -> draft.sharedBatchStatistics = shared);
    }

    public DinoConfig withSeed(long newSeed) {
        return change(draft -> draft.seed = newSeed);
    }

    private DinoConfig change(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return draft.finish();
    }

    /** The components, to be changed one by one. */
    private static final class Draft {
        private HeadShape projector;
        private int outputs;
        private boolean weightNorm;
        private double studentTemperature;
        private TeacherTemperature teacherTemperature;
        private EmaSchedule momentum;
        private double centerMomentum;
        private boolean centering;
        private int frozenEpochs;
        private double decayGrowth;
        private boolean sharedBatchStatistics;
        private long seed;

        private Draft(DinoConfig config) {
            projector = config.projector;
            outputs = config.outputs;
            weightNorm = config.weightNorm;
            studentTemperature = config.studentTemperature;
            teacherTemperature = config.teacherTemperature;
            momentum = config.momentum;
            centerMomentum = config.centerMomentum;
            centering = config.centering;
            frozenEpochs = config.frozenEpochs;
            decayGrowth = config.decayGrowth;
            sharedBatchStatistics = config.sharedBatchStatistics;
            seed = config.seed;
        }

        private DinoConfig finish() {
            return new DinoConfig(
                    projector,
                    outputs,
                    weightNorm,
                    studentTemperature,
                    teacherTemperature,
                    momentum,
                    centerMomentum,
                    centering,
                    frozenEpochs,
                    decayGrowth,
                    sharedBatchStatistics,
                    seed);
        }
    }
}
