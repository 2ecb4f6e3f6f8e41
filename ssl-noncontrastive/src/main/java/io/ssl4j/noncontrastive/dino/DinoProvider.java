package io.ssl4j.noncontrastive.dino;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.MomentumOptions;
import io.ssl4j.core.registry.ProjectorOptions;
import io.ssl4j.core.registry.Settings;
import io.ssl4j.core.registry.ViewMethodProvider;

/** Makes DINO by name. */
public final class DinoProvider extends ViewMethodProvider<DinoConfig> {

    private static final DinoConfig DEFAULTS = DinoConfig.defaults();

    /** Used by the service loader. */
    public DinoProvider() {
        super(
                Dino.NAME,
                "DINO: a student learns its own moving average's output for other crops (Caron et al. 2021,"
                        + " arXiv:2104.14294)",
                MethodFamily.NON_CONTRASTIVE,
                Dino.VIEWS_NEEDED,
                Settings.of(DEFAULTS)
                        .group(lastLayer(), DinoConfig::head, DinoConfig::withHead)
                        .decimal(
                                "student-temperature",
                                DinoConfig::studentTemperature,
                                DinoConfig::withStudentTemperature,
                                "temperature of the predictions")
                        .options(
                                TeacherTemperatureOptions.options(DEFAULTS.teacherTemperature()),
                                (config, options) ->
                                        config.withTeacherTemperature(TeacherTemperatureOptions.temperature(options)))
                        .group(center(), DinoConfig::centering, DinoConfig::withCentering)
                        .integer(
                                "frozen-epochs",
                                DinoConfig::frozenEpochs,
                                DinoConfig::withFrozenEpochs,
                                "epochs before the last layer is trained")
                        .decimal(
                                "decay-growth",
                                DinoConfig::decayGrowth,
                                DinoConfig::withDecayGrowth,
                                "factor by which weight decay has grown at the end; with 1 the run's schedule applies")
                        .options(
                                MomentumOptions.options(DEFAULTS.momentum()),
                                (config, options) -> config.withMomentum(MomentumOptions.schedule(options)))
                        .group(
                                ProjectorOptions.projector(DEFAULTS.head().projector()),
                                config -> config.head().projector(),
                                (config, projector) ->
                                        config.withHead(config.head().withProjector(projector)))
                        .flag(
                                "shared-statistics",
                                DinoConfig::sharedBatchStatistics,
                                DinoConfig::withSharedBatchStatistics,
                                "batch norm treats all views as one batch; otherwise each separately"));
    }

    private static Settings<DinoHead> lastLayer() {
        return Settings.of(DEFAULTS.head())
                .integer("outputs", DinoHead::outputs, DinoHead::withOutputs, "width of the last layer")
                .choice(
                        "weight-norm",
                        WeightNorm.class,
                        DinoHead::weightNorm,
                        DinoHead::withWeightNorm,
                        "lengths of the last layer's weights: 1, trained, or free (none: only for tests)");
    }

    private static Settings<Centering> center() {
        return Settings.of(DEFAULTS.centering())
                .decimal(
                        "center-momentum",
                        Centering::momentum,
                        Centering::withMomentum,
                        "fraction of the outputs' running mean that a step keeps")
                .flag(
                        "centering",
                        Centering::enabled,
                        Centering::withEnabled,
                        "set to false only to demonstrate collapse");
    }

    @Override
    protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, DinoConfig config) {
        return Dino.of(encoder, views, config);
    }

    @Override
    protected DinoConfig withSeed(DinoConfig config, long seed) {
        return config.withSeed(seed);
    }
}
