package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.recipe.OperationType;
import io.ssl4j.core.recipe.Parameter;
import io.ssl4j.core.recipe.ViewRecipe;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operations of views changed, removed and added from the command line and from files. */
class ViewsTest {

    @TempDir
    static Path folder;

    private static Path images;
    private static Path series;

    @BeforeAll
    static void data() throws IOException {
        images = ImageFixtures.writeIdxImages(
                folder.resolve("images-idx3-ubyte"), SyntheticImages.patterns(16, 3, 16, 1, 1));
        series = Waves.archive(folder.resolve("waves"), true);
    }

    @Test
    void viewsListsEveryOperationAndRecipe() {
        String list = Cli.run("views").succeeded().out();
        for (Modality<?> modality : Modalities.all()) {
            for (OperationType<?> type : modality.viewCatalog().operations()) {
                assertThat(list).contains("  " + type.signature() + System.lineSeparator());
                for (Parameter parameter : type.parameters()) {
                    assertThat(list).contains(parameter.name() + ": " + parameter.description());
                }
            }
            for (ViewRecipe<?> recipe : modality.recipes()) {
                assertThat(list).contains("  " + recipe.name() + " (");
            }
        }
        assertThat(Cli.run("views", "--modality", "series").succeeded().out())
                .contains("time-mask(")
                .doesNotContain("solarize");
        assertThat(Cli.run("views", "--modality", "sound").usageError()).contains("there is no modality 'sound'");
    }

    @Test
    void changesReachTheRunAndItsFile() throws IOException {
        Path plain = folder.resolve("plain");
        Path changed = folder.resolve("changed");
        Cli.pretrain("--data", images, "--out", plain).succeeded();
        Cli.pretrain(
                        "--data",
                        images,
                        "--out",
                        changed,
                        "--view",
                        "flip=off",
                        "--view",
                        "vertical-flip=0.5",
                        "--view",
                        "crop.scale=0.3",
                        "--view",
                        "2: solarize=0.2")
                .succeeded();
        assertThat(Cli.lines(changed.resolve("run.yaml")))
                .contains("  views: auto", "  view: \"flip=off; vertical-flip=0.5; crop.scale=0.3; 2: solarize=0.2\"")
                .noneMatch(line -> line.startsWith("view"));
        assertThat(Cli.parameters(changed.resolve("encoder.zip")))
                .isNotEqualTo(Cli.parameters(plain.resolve("encoder.zip")));

        Path again = folder.resolve("again");
        Cli.run("pretrain", "--config", changed.resolve("run.yaml"), "--out", again)
                .succeeded();
        assertThat(Cli.parameters(again.resolve("encoder.zip")))
                .isEqualTo(Cli.parameters(changed.resolve("encoder.zip")));
    }

    @Test
    void aResumedRunMustHaveTheSameViews() throws IOException {
        Path run = folder.resolve("resumed");
        Cli.pretrain("--data", images, "--out", run, "--view", "flip=off").succeeded();
        assertThat(Cli.run("pretrain", "--resume", run).succeeded().out()).contains("this run is already complete");
        Path file = run.resolve("run.yaml");
        Files.writeString(file, Files.readString(file).replace("flip=off", "flip=0.3"));
        assertThat(Cli.run("pretrain", "--resume", run).failure())
                .contains("it was written with views = views copy 0: random resized crop")
                .contains("this run has views = ")
                .contains("horizontal flip, p 0.3");
    }

    @Test
    void aFileMayListChangesAndTypedOnesAreAdded() throws IOException {
        Path config = Files.writeString(
                folder.resolve("config.yaml"),
                "views: crop(0.4..1), flip\nview: [flip=off, 'blur=0.5,sigma=0.3..1']\n");
        Path run = folder.resolve("from-a-file");
        Cli.pretrain("--config", config, "--data", images, "--out", run, "--view", "gamma=0.4")
                .succeeded();
        assertThat(Cli.lines(run.resolve("run.yaml")))
                .contains("  views: \"crop(0.4..1), flip\"", "  view: \"flip=off; blur=0.5,sigma=0.3..1; gamma=0.4\"");
    }

    @Test
    void rowsOfATableMayChangeViews() throws IOException {
        Path rows = Files.writeString(
                folder.resolve("rows.yaml"),
                """
                defaults: {encoder: tiny, epochs: 1, batch-size: 16, lr: 0.01, view: flip=off}
                rows:
                  - {name: upright}
                  - {name: tiles, view: [vertical-flip=0.5]}
                """);
        Path out = folder.resolve("table");
        Cli.run("table", "--rows", rows, "--data", images, "--out", out).succeeded();
        assertThat(Cli.lines(out.resolve("upright/run.yaml"))).contains("  view: flip=off");
        assertThat(Cli.lines(out.resolve("tiles/run.yaml"))).contains("  view: flip=off; vertical-flip=0.5");
    }

    @Test
    void joinedMethodsEachTakeTheChange() throws IOException {
        Path run = folder.resolve("joined");
        Cli.pretrain(
                        "--data",
                        images,
                        "--out",
                        run,
                        "--method",
                        "simclr+rotation",
                        "--view",
                        "flip=off",
                        "--set",
                        "simclr.view=crop.scale=0.5")
                .succeeded();
        assertThat(Cli.lines(run.resolve("run.yaml")))
                .contains("  simclr.view: crop.scale=0.5; flip=off", "  rotation.view: flip=off");
    }

    @Test
    void cropsOfTwoSizesAndSeriesAreChangedToo() {
        String dino = "--set=projector-hidden=8 --set=projector-output=8 --set=outputs=8 --set=local-views=2";
        Object[] crops = ("--method=dino " + dino + " --epochs=1").split(" ");
        Cli.run(arguments("crops", images, crops, "--view", "local: flip=off", "--view", "global: crop.scale=0.5"))
                .succeeded();
        assertThat(Cli.run(arguments("no-crops", images, crops, "--view", "crop.scale=0.5"))
                        .usageError())
                .contains("'crop' must be changed for global or local, whose views have different sizes, got"
                        + " 'crop.scale=0.5'; write 'global: crop.scale=0.5'");
        Cli.run(arguments("series", series, new Object[] {"--epochs=1"}, "--view", "time-flip", "--view", "jitter=0.3"))
                .succeeded();
    }

    private static Object[] arguments(String run, Path data, Object[] options, Object... views) {
        List<Object> all =
                new ArrayList<>(List.of("pretrain", "--data", data, "--out", folder.resolve(run), "--batch-size=16"));
        if (data.equals(images)) {
            all.add("--encoder=tiny");
        }
        all.addAll(List.of(options));
        all.addAll(List.of(views));
        return all.toArray();
    }

    @Test
    void mistakesAreWrongUsage() {
        assertThat(refused("--view", "filp=off"))
                .startsWith(
                        "ssl4j: option 'view' of the method 'simclr' got 'filp=off': there is no operation 'filp' for images; did you"
                                + " mean 'flip'? The operations are crop,");
        assertThat(refused("--view", "blur.sgima=1"))
                .contains("the operation 'blur' has no parameter 'sgima'; did you mean 'sigma'?");
        assertThat(refused("--views", "simcrl"))
                .startsWith(
                        "ssl4j: option 'views' of the method 'simclr' got 'simcrl': there is no recipe 'simcrl' of views of one size"
                                + " for images; did you mean 'simclr'? The recipes are simclr, simclr-small,");
        assertThat(refused("--views", "crop(0.2..1), filp"))
                .contains("there is no operation 'filp' for images; did you mean 'flip'?");
        assertThat(refused("--views", "byol", "--set", "views=simclr"))
                .isEqualTo("ssl4j: give either --views or --set views=RECIPE, got both (see 'ssl4j help pretrain')");
        assertThat(Cli.pretrain("--data", images, "--out", folder.resolve("none"), "--view", "erase=off")
                        .usageError())
                .contains("no view of the recipe 'simclr-small' has the operation 'erase' to remove")
                .contains("; the recipe is view 1 to 2: crop(0.08..1), flip(0.5), jitter(0.4; p=0.8)");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private static String refused(Object... options) {
        List<Object> all = new ArrayList<>(List.of("--data", images, "--out", folder.resolve("none")));
        all.addAll(List.of(options));
        return Cli.pretrain(all.toArray()).usageError();
    }

    @Test
    void augmentDrawsChangedViews() {
        Path png = folder.resolve("views.png");
        assertThat(Cli.run("augment", "--data", images, "--out", png, "--views", "byol", "--view", "flip=off")
                        .succeeded()
                        .out())
                .startsWith("byol" + System.lineSeparator() + "view 1: crop(0.08..1), jitter(0.4; p=0.8), blur(1)");
        assertThat(Cli.run(
                                "augment",
                                "--data",
                                series,
                                "--out",
                                folder.resolve("series.png"),
                                "--views",
                                "jitter(0.3) | crop, time-flip")
                        .succeeded()
                        .out())
                .contains("view 1: jitter(0.3)")
                .contains("view 2: crop(0.5..1), time-flip(0.5)");
        assertThat(Cli.run("augment", "--data", images, "--out", folder.resolve("none.png"), "--view", "turnn")
                        .usageError())
                .contains("there is no operation 'turnn' for images; did you mean 'turn'?");
    }
}
