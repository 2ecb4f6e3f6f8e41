package io.ssl4j.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.cli.command.Cli;
import io.ssl4j.cli.option.DataOptions;
import io.ssl4j.cli.option.DataSplit;
import io.ssl4j.cli.option.RunSettings;
import io.ssl4j.cli.option.SplitOptions;
import io.ssl4j.cli.option.TrainingOptions;
import io.ssl4j.cli.option.WatchOptions;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.registry.DataSource;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What labels do, and what they do not: on the same images, other labels (and none) give the same pretraining to the
 * bit. They do decide which images are held out, since every part of a split has its share of every class.
 */
class LabelsTest {

    private static final LabeledImageDataset TRAIN = SyntheticImages.patterns(16, 3, 16, 1, 1);
    private static final LabeledImageDataset VALIDATION = SyntheticImages.patterns(4, 3, 16, 1, 2);
    private static final LabeledImageDataset TEST = SyntheticImages.patterns(4, 3, 16, 1, 3);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "simclr",
                "barlow-twins projector-hidden=32 projector-output=32",
                "rotation",
                "triplet negatives=random"
            })
    void permutedLabelsChangeNoBitOfPretraining(String method) throws IOException {
        DataSplit<Image> labelled = split(TRAIN, VALIDATION);
        DataSplit<Image> permuted = split(TRAIN.withPermutedLabels(5), VALIDATION.withPermutedLabels(6));
        float[] trained = pretrain(method, "true", labelled);
        assertThat(pretrain(method, "permuted", permuted)).isEqualTo(trained);
        assertThat(pretrain(method, "none", DataSplit.unlabeled(TRAIN.unlabeled())))
                .isEqualTo(trained);
        assertThat(trained).isNotEqualTo(Cli.parameters(untrained()));
        assertThat(Files.readString(folder.resolve("permuted/knn.csv")))
                .as("the labels were in use")
                .isNotEqualTo(Files.readString(folder.resolve("true/knn.csv")));
    }

    @Test
    void aMethodThatReadsLabelsLearnsFromThem() throws IOException {
        float[] trained = pretrain("supcon", "true", split(TRAIN, VALIDATION));
        assertThat(pretrain("supcon", "again", split(TRAIN, VALIDATION))).isEqualTo(trained);
        assertThat(pretrain("supcon", "permuted", split(TRAIN.withPermutedLabels(5), VALIDATION)))
                .isNotEqualTo(trained);
    }

    @Test
    void theCommandSaysThatAMethodReadsLabels() throws IOException {
        Path images = folder.resolve("images");
        Path out = folder.resolve("out");
        ImageFixtures.writeClassFolder(images, TRAIN);
        String said = Cli.pretrain("--data", images, "--method", "supcon", "--out", out)
                .succeeded()
                .out();
        assertThat(said).containsOnlyOnce("note: supcon reads the labels of the images that it learns from");
        assertThat(Cli.pretrain("--data", images, "--out", folder.resolve("simclr"))
                        .succeeded()
                        .out())
                .doesNotContain("reads the labels");
        assertThat(Cli.pretrain("--data", images, "--method", "supcon", "--dry-run", "--out", folder.resolve("dry"))
                        .succeeded()
                        .out())
                .contains("reads the labels", "nothing was written");
    }

    @Test
    void imagesWithoutLabelsAreRefusedByAMethodThatReadsThem() {
        assertThatThrownBy(() -> pretrain("supcon", "none", DataSplit.unlabeled(TRAIN.unlabeled())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'supcon' learns from labels, and the training set has none");
    }

    @Test
    void aSplitHoldsOutImagesOfEveryClass() {
        DataSplit<Image> split =
                new SplitOptions().split(new DataSource<Image>("memory", TRAIN, Optional.empty(), List.of()));
        assertThat(split.pretrain()).isNotInstanceOf(LabeledImageDataset.class);
        LabeledDataset<Image> test = split.test().orElseThrow();
        LabeledDataset<Image> validation = split.validation().orElseThrow();
        assertThat(test.labels()).contains(0, 1, 2);
        assertThat(validation.labels()).contains(0, 1, 2);
        assertThat(split.pretrain().size() + validation.size() + test.size()).isEqualTo(TRAIN.size());
    }

    private static DataSplit<Image> split(LabeledImageDataset train, LabeledImageDataset validation) {
        return new DataSplit<>(train.unlabeled(), Optional.of(train), Optional.of(validation), Optional.of(TEST));
    }

    private float[] pretrain(String method, String name, DataSplit<Image> images) throws IOException {
        TrainingOptions training = new TrainingOptions();
        String[] words = method.split(" ");
        training.method = words[0];
        for (int i = 1; i < words.length; i++) {
            String[] option = words[i].split("=");
            training.methodOptions.put(option[0], option[1]);
        }
        training.epochs = 2;
        training.batchSize = 16;
        RunSettings settings = new RunSettings(new DataOptions(), new SplitOptions(), training, new WatchOptions());
        settings.resolve();
        PretrainRun<Image> run = new PretrainRun<>(
                new RunFolder(folder.resolve(name)),
                settings,
                images,
                () -> new DataRecord(Map.of()),
                EvaluationPlan.of(images, "images"),
                new FloorCache(),
                Start.NEW,
                new PrintWriter(new StringWriter()));
        TrainingResult result = run.train(run.method(encoder()), Optional.empty(), "");
        run.finish(result);
        return Cli.parameters(folder.resolve(name).resolve("encoder.zip"));
    }

    private static Encoder<Image> encoder() {
        return ImageEncoders.tiny(ImageInput.of(TRAIN), 42);
    }

    private Path untrained() throws IOException {
        Path file = folder.resolve("untrained.zip");
        encoder().save(file);
        return file;
    }
}
