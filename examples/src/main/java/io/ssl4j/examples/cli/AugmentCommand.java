package io.ssl4j.examples.cli;

import io.ssl4j.core.augment.ImageViews;
import io.ssl4j.core.augment.Recipes;
import io.ssl4j.core.augment.ViewGrid;
import io.ssl4j.core.augment.ViewRecipe;
import io.ssl4j.core.data.Image;
import io.ssl4j.core.data.ImageDataset;
import io.ssl4j.core.data.ImageInput;
import io.ssl4j.core.random.RandomKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        sortOptions = false,
        footer = {"", "Example:", "  ssl4j augment --data photos --size 64x64 --views byol --out views.png"})
final class AugmentCommand implements Callable<Integer> {

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The PNG file to write.")
    private Path out;

    @Option(
            names = "--views",
            paramLabel = "RECIPE",
            description = "Default: simclr-small, or gray-small for gray images.")
    private String recipe;

    @Option(names = "--images", paramLabel = "N", description = "Rows of the picture. Default: ${DEFAULT-VALUE}.")
    private int images = 8;

    @Option(names = "--repeats", paramLabel = "N", description = "Draws of the views. Default: ${DEFAULT-VALUE}.")
    private int repeats = 4;

    @Option(names = "--cell", paramLabel = "PIXELS", description = "Size of one image. Default: ${DEFAULT-VALUE}.")
    private int cell = 96;

    @Option(names = "--seed", paramLabel = "SEED", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 42;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ImageDataset source = data.open().train();
        ImageInput input = ImageInput.of(source);
        ViewRecipe chosen = recipe().orElse(input.channels() == 1 ? Recipes.GRAY_SMALL : Recipes.SIMCLR_SMALL)
                .forChannels(input.channels());
        ImageViews views = chosen.views(input);
        ImageDataset sample = source.subset(Math.min(images, source.size()), seed);
        List<Image> pictures = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            pictures.add(sample.get(i));
        }
        Path target = out.toAbsolutePath();
        Files.createDirectories(target.getParent());
        ImageIO.write(ViewGrid.of(views).render(pictures, repeats, cell, RandomKey.of(seed)), "png", target.toFile());
        spec.commandLine().getOut().println(chosen.name() + " (" + chosen.source() + ")");
        spec.commandLine().getOut().println(views.describe());
        spec.commandLine().getOut().println("written: " + out);
        return 0;
    }

    private java.util.Optional<ViewRecipe> recipe() {
        if (recipe == null) {
            return java.util.Optional.empty();
        }
        return java.util.Optional.of(Recipes.all().stream()
                .filter(known -> known.name().equals(recipe))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--views must be one of "
                        + Recipes.all().stream().map(ViewRecipe::name).collect(Collectors.joining(", ")) + ", got '"
                        + recipe + "'")));
    }
}
