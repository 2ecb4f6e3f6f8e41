package io.ssl4j.examples.cli;

import io.ssl4j.core.io.AtomicFile;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.vision.augment.ImageViews;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.augment.ViewGrid;
import io.ssl4j.core.vision.augment.ViewRecipe;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws what a recipe makes of images, so that one can see whether the views keep what matters. */
@Command(
        name = "augment",
        description =
                "Draw a picture of images and the views that a recipe makes of them. Look at it before you train: a"
                        + " view in which you cannot recognise the thing teaches nothing.",
        mixinStandardHelpOptions = true,
        customSynopsis = "ssl4j augment --out FILE [OPTIONS]",
        sortOptions = false,
        footer = {"", "Example:", "  ssl4j augment --data photos --size 64x64 --views byol --out views.png"})
final class AugmentCommand implements Callable<Integer> {

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The PNG file to write.")
    private Path out;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = "--views",
            paramLabel = "RECIPE",
            description =
                    "How views are made; a wrong name lists the right ones. Default: simclr-small, or gray-small for gray"
                            + " images.")
    private String recipe;

    @Option(names = "--images", paramLabel = "N", description = "Rows of the picture. Default: ${DEFAULT-VALUE}.")
    private int images = 8;

    @Option(names = "--repeats", paramLabel = "N", description = "Draws of the views. Default: ${DEFAULT-VALUE}.")
    private int repeats = 4;

    @Option(names = "--cell", paramLabel = "PIXELS", description = "Size of one image. Default: ${DEFAULT-VALUE}.")
    private int cell = 96;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Of the images shown and of the views. Default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Usage.check(spec, this::check);
        Optional<ViewRecipe> given = recipe();
        ImageDataset source = data.open().train();
        data.requireOneShape(source);
        ImageInput input = ImageInput.of(source);
        ViewRecipe chosen = given.orElse(input.channels() == 1 ? Recipes.GRAY_SMALL : Recipes.SIMCLR_SMALL)
                .forChannels(input.channels());
        ImageViews views = chosen.views(input);
        ImageDataset sample = source.subset(Math.min(images, source.size()), seed);
        List<Image> pictures = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            pictures.add(sample.get(i));
        }
        BufferedImage grid = ViewGrid.of(views).render(pictures, repeats, cell, RandomKey.of(seed));
        AtomicFile.write(out, stream -> ImageIO.write(grid, "png", stream));
        spec.commandLine().getOut().println(chosen.name() + " (" + chosen.source() + ")");
        spec.commandLine().getOut().println(views.describe());
        spec.commandLine().getOut().println("written: " + out);
        return 0;
    }

    private void check() {
        data.check();
        Usage.requireAtLeast("--images", 1, images);
        Usage.requireAtLeast("--repeats", 1, repeats);
        Usage.requireAtLeast("--cell", 1, cell);
    }

    private Optional<ViewRecipe> recipe() {
        if (recipe == null) {
            return Optional.empty();
        }
        Optional<ViewRecipe> known = Recipes.all().stream()
                .filter(each -> each.name().equals(recipe))
                .findFirst();
        if (known.isEmpty()) {
            throw Usage.error(
                    spec,
                    "--views must be one of "
                            + Recipes.all().stream().map(ViewRecipe::name).collect(Collectors.joining(", ")) + ", got '"
                            + recipe + "'");
        }
        return known;
    }
}
