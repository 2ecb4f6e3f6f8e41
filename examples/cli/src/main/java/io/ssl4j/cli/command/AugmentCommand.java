package io.ssl4j.cli.command;

import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.ImageChecks;
import io.ssl4j.cli.option.OpenData;
import io.ssl4j.cli.option.OutputOptions;
import io.ssl4j.cli.option.RecipeOptions;
import io.ssl4j.cli.option.Usage;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.io.AtomicFile;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.registry.ViewOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws what a recipe makes of samples, so that one can see whether the views keep what matters. */
@Command(
        name = "augment",
        description = "Draw images or series next to the views that a recipe makes of them. Look at the"
                + " picture before training: a view in which you cannot recognise the object teaches"
                + " nothing.",
        mixinStandardHelpOptions = true,
        customSynopsis = "ssl4j augment --out FILE [OPTIONS]",
        sortOptions = false,
        footer = {
            "",
            "Example:",
            "  ssl4j augment --data photos --size 64x64 --views byol --view vertical-flip --out views.png"
        })
final class AugmentCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The PNG file to write.")
    private Path out;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final RecipeOptions recipe = new RecipeOptions();

    @Option(
            names = {"--samples", "--images"},
            paramLabel = "N",
            description = "Number of samples, one per row of the picture. Default: ${DEFAULT-VALUE}.")
    private int samples = 8;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "How often the views of each sample are drawn. Default: ${DEFAULT-VALUE}.")
    private int repeats = 4;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Seed for the choice of samples and for the views. Default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Usage.check(spec, this::check);
        output.check("--out", out, data.path);
        draw(data.modality());
        return 0;
    }

    private <T> void draw(Modality<T> modality) throws IOException {
        OpenData<T> open = data.open(modality);
        Dataset<T> source = open.source().train();
        ImageChecks.requireOneShape(source);
        EncoderInput<T> input = open.input();
        ViewRecipe<T> chosenViews = recipe(modality, input);
        Dataset<T> chosen = source.subset(Math.min(samples, source.size()), seed);
        List<T> shown = IntStream.range(0, chosen.size()).mapToObj(chosen::get).toList();
        BufferedImage picture = modality.picture(shown, chosenViews.views(input), input, repeats, seed);
        AtomicFile.write(out, stream -> ImageIO.write(picture, "png", stream));
        spec.commandLine().getOut().println(chosenViews);
        spec.commandLine().getOut().println("written: " + out);
    }

    private <T> ViewRecipe<T> recipe(Modality<T> modality, EncoderInput<T> input) {
        ViewRecipe<T> made = modality.recipe(input).adaptedTo(input);
        if (recipe.views != null) {
            made = ViewOptions.recipe(modality, input, made, recipe.views);
        }
        for (String change : recipe.changes) {
            made = made.with(change);
        }
        return made;
    }

    private void check() {
        Modality<?> modality = data.modality();
        data.check(modality);
        Usage.requireAtLeast("--samples", 1, samples);
        Usage.requireAtLeast("--repeats", 1, repeats);
        recipe.check(modality);
    }
}
