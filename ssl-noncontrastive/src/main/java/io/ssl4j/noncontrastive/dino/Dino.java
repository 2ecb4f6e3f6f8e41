package io.ssl4j.noncontrastive.dino;

import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.joint.Branch;
import io.ssl4j.core.joint.CropPasses;
import io.ssl4j.core.joint.EncoderRoles;
import io.ssl4j.core.joint.MultiCropMethod;
import io.ssl4j.core.joint.Prototypes;
import io.ssl4j.core.joint.TargetBranch;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.loss.SwappedPredictionLoss;
import io.ssl4j.core.method.CollapseHints;
import io.ssl4j.core.method.MethodState;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.StepContext;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.schedule.Schedule;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DINO: a student sees all crops of a sample; the teacher, its moving average, sees only the two full-sized ones. For
 * each crop, the student's distribution over the outputs of a last layer should match the teacher's for every other
 * crop. The teacher's outputs are centred, so that no output dominates, and sharpened, so that they do not become
 * uniform.
 *
 * <p>Caron, Touvron, Misra, Jegou, Mairal, Bojanowski, Joulin 2021, arXiv:2104.14294, algorithm 1:
 *
 * <pre>{@code s_v = student(crop v);  t_g = teacher(full-sized crop g)
 * minimise mean over g and v != g of CE(softmax((t_g - c) / Tt), softmax(s_v / Ts));
 * c = m c + (1 - m) mean(t);  teacher = l teacher + (1 - l) student}</pre>
 *
 * @param <T> the sample type
 */
public final class Dino<T> extends MultiCropMethod<T> {

    static final String NAME = "dino";
    static final ViewNeed VIEWS_NEEDED = ViewNeed.multiCrop("dino");

    private static final String TITLE = "DINO";
    private static final EncoderRoles ROLES = EncoderRoles.ofMainAverage("student", "teacher");

    private final DinoConfig config;
    private final TargetBranch teacher;
    private final Center center;
    private final SwappedPredictionLoss loss;
    private long frozenSteps;

    /** @param parts the parts, with a branch of encoder, projector and last layer */
    Dino(Parts<T> parts, DinoConfig config) {
        super(TITLE, parts, config.sharedBatchStatistics(), config);
        this.config = config;
        this.teacher = TargetBranch.of(parts.online());
        this.loss = new SwappedPredictionLoss(config.studentTemperature());
        Network encoder = parts.online().networks().get(0);
        this.center = new Center(
                config.head().outputs(),
                encoder.parameters().values().dataType(),
                config.centering().momentum());
    }

    /** Makes DINO with the modality's crops for it; for images, those of the paper. */
    public static <T> Dino<T> of(Encoder<T> encoder, DinoConfig config) {
        return of(encoder, Modalities.views(encoder, VIEWS_NEEDED), config);
    }

    /**
     * Makes DINO with any crops.
     *
     * @param encoder the encoder to train; it must also take the small crops, if there are any
     * @param views the generator of a view {@value MultiCropMethod#GLOBAL} with 2 copies per sample, with rows that the
     *     encoder takes, and optionally a view {@value MultiCropMethod#LOCAL} of smaller ones
     * @throws IllegalArgumentException if the generator does not make these views, or the encoder cannot take one of
     *     them
     */
    public static <T> Dino<T> of(Encoder<T> encoder, ViewGenerator<T> views, DinoConfig config) {
        Prototypes last = Prototypes.random(
                "prototypes",
                config.head().outputs(),
                config.head().projector().outputs(),
                config.seed(),
                encoder.network().parameters().values().dataType());
        Branch online = Branch.on(encoder)
                .with("projector", config.head().projector(), config.seed())
                .with(config.head().weightNorm().lastLayer(last), config.head().outputs());
        return new Dino<>(parts(TITLE, encoder, online, views), config);
    }

    /** The teacher: the moving average of the student. */
    TargetBranch teacher() {
        return teacher;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CollapseHints collapseHints(int batchSize) {
        return CollapseHints.of(
                Math.log(config.head().outputs()),
                config.centering().enabled()
                        ? "use a lower teacher temperature against equal outputs, a higher one against a single output"
                                + " that wins, and a last layer that is frozen for the first epoch"
                        : "centre the teacher's outputs: without it one output wins everywhere");
    }

    @Override
    public String decayScheduleRemedy() {
        return "decay-growth to 1";
    }

    @Override
    public Optional<String> batchDependence() {
        return Optional.of("the teacher's outputs are centred by those of the batches before");
    }

    @Override
    public void prepare(RunInfo run) {
        frozenSteps = config.frozenEpochs() * run.length().stepsPerEpoch();
    }

    @Override
    public StepResult step(ViewBatch batch, StepContext context) {
        double temperature = config.teacherTemperature().at(context.epoch());
        try (INDArray outputs = teacher.forward(batch.rows(GLOBAL), mode());
                INDArray targets = center.distributions(outputs, temperature);
                CropPasses student = forward(batch)) {
            LossResult result = loss.evaluate(student.output(), targets);
            try (INDArray gradient = result.gradient()) {
                student.backward(gradient);
            }
            if (config.centering().enabled()) {
                center.update(outputs);
            }
            return StepResult.of(result, student.global().output());
        }
    }

    @Override
    public void afterUpdate(StepContext context) {
        teacher.update(config.momentum().momentum(context.step(), context.length()));
    }

    /**
     * Encoder, projector and last layer; the last layer is frozen at first, and the weight decay grows if the
     * configuration says so.
     */
    @Override
    public List<ParameterGroup> parameterGroups() {
        List<ParameterGroup> groups = new ArrayList<>(super.parameterGroups());
        if (config.decayGrowth() != 1) {
            Schedule decay = Schedules.cosine(config.decayGrowth());
            groups.replaceAll(group -> group.withWeightDecaySchedule(decay));
        }
        int last = groups.size() - 1;
        groups.set(last, groups.get(last).withFrozenUntilStep(frozenSteps));
        return groups;
    }

    /**
     * The encoders. The main one is the "teacher", which the reference code evaluates ({@code --checkpoint_key teacher}
     * of facebookresearch/dino) and the paper finds better than the student throughout training (section 3.1); the
     * encoder that the method was made of is the "student".
     */
    @Override
    public Map<String, Encoder<?>> encoders() {
        return ROLES.encoders(super.encoders(), teacher);
    }

    @Override
    public String trainedEncoder() {
        return ROLES.trained();
    }

    @Override
    public MethodState state() {
        return teacher.addTo(MethodState.empty()).array("center", center.mean(), MethodState.Merge.AVERAGE);
    }
}
