package io.ssl4j.noncontrastive.dino;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.MomentumOptions;
import io.ssl4j.core.registry.MultiCropOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.List;

/** DINO by name. */
public final class DinoProvider implements SslMethodProvider {

    @Override
    public String name() {
        return Dino.NAME;
    }

    @Override
    public String description() {
        return "DINO: a student learns its own moving average's output for other crops (Caron et al. 2021,"
                + " arXiv:2104.14294)";
    }

    @Override
    public MethodFamily family() {
        return MethodFamily.NON_CONTRASTIVE;
    }

    @Override
    public List<MethodOption> options() {
        DinoConfig defaults = DinoConfig.defaults();
        List<MethodOption> options = new ArrayList<>(MultiCropOptions.options());
        options.add(MethodOption.integer("outputs", defaults.outputs(), "width of the last layer"));
        options.add(
                MethodOption.flag("weight-norm", defaults.weightNorm(), "the last layer compares directions alone"));
        options.add(MethodOption.decimal("student-temperature", defaults.studentTemperature(), "of the predictions"));
        options.add(MethodOption.decimal(
                "teacher-temperature", defaults.teacherTemperature().last(), "smaller makes targets sharper"));
        options.add(MethodOption.optionalDecimal(
                "teacher-temperature-first", "the same in the first epoch; needs a warm-up; unset: as later"));
        options.add(MethodOption.integer(
                "teacher-warmup-epochs",
                defaults.teacherTemperature().warmupEpochs(),
                "epochs from the first temperature to the other"));
        options.add(MethodOption.decimal(
                "center-momentum", defaults.centerMomentum(), "share of the outputs' running mean that a step keeps"));
        options.add(MethodOption.flag("centering", defaults.centering(), "false only to watch the outputs collapse"));
        options.add(MethodOption.integer(
                "frozen-epochs", defaults.frozenEpochs(), "epochs before the last layer is trained"));
        options.add(MethodOption.decimal(
                "decay-growth",
                defaults.decayGrowth(),
                "factor by which weight decay has grown at the end; 1 leaves it to the run"));
        options.addAll(MomentumOptions.options(defaults.momentum()));
        options.addAll(ProjectorOptions.options(defaults.projector(), defaults.sharedBatchStatistics()));
        return options;
    }

    @Override
    public SslMethod<Image> create(Encoder<Image> encoder, MethodOptions options, long seed) {
        DinoConfig config = new DinoConfig(
                ProjectorOptions.projector(options, DinoConfig.defaults().projector()),
                options.integer("outputs"),
                options.flag("weight-norm"),
                options.decimal("student-temperature"),
                new TeacherTemperature(
                        options.optionalDecimal("teacher-temperature-first")
                                .orElse(options.decimal("teacher-temperature")),
                        options.decimal("teacher-temperature"),
                        options.integer("teacher-warmup-epochs")),
                MomentumOptions.schedule(options),
                options.decimal("center-momentum"),
                options.flag("centering"),
                options.integer("frozen-epochs"),
                options.decimal("decay-growth"),
                ProjectorOptions.sharedBatchStatistics(options),
                seed);
        ImageInput input = encoder.input();
        return Dino.of(encoder, MultiCropOptions.views(options, input, Recipes.dino(input)), config);
    }
}
