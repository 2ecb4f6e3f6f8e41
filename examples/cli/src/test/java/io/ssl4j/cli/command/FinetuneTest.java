package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ssl4j.core.encoder.Predictor;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an encoder file and a folder of class folders to a model that labels another folder. */
class FinetuneTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path photos;
    private Path encoder;
    private Path tuned;

    @BeforeEach
    void prepare() throws IOException {
        photos = folder.resolve("photos");
        LabeledImageDataset images = SyntheticImages.patterns(30, 3, 8, 3, 1);
        for (int i = 0; i < images.size(); i++) {
            ImageFixtures.writePicture(photos.resolve("kind" + images.label(i)).resolve(i + ".png"), images.get(i));
        }
        encoder = folder.resolve("encoder.zip");
        ImageEncoders.tiny(ImageInput.of(8, 8, 3), 1).save(encoder);
        tuned = folder.resolve("tuned");
    }

    private Cli finetune(Object... more) {
        Object[] all = new Object[more.length + 17];
        Object[] always = {
            "finetune",
            "--encoder",
            encoder,
            "--data",
            photos,
            "--out",
            tuned,
            "--epochs",
            "12",
            "--batch-size",
            "16",
            "--lr",
            "0.01",
            "--no-augment",
            "--patience",
            "4",
            "--validation-share=0.2"
        };
        System.arraycopy(always, 0, all, 0, always.length);
        System.arraycopy(more, 0, all, always.length, more.length);
        return Cli.run(all);
    }

    @Test
    void aModelIsTunedMeasuredAndLabelsAFolder() throws IOException {
        Cli run = finetune().succeeded();
        assertThat(run.out())
                .contains("labelled images to learn from")
                .contains("validation accuracy")
                .contains("test accuracy")
                .contains("model: " + tuned.resolve("model.zip"));
        JsonNode summary = JSON.readTree(tuned.resolve("summary.json").toFile());
        assertThat(summary.path("test").path("accuracy").doubleValue()).isGreaterThan(0.8);
        assertThat(summary.path("start").asText()).isEqualTo("pretrained");
        assertThat(Cli.lines(tuned.resolve("validation.csv")).get(0)).isEqualTo("epoch,accuracy,loss");

        Predictor<Image> predictor = Predictor.load(tuned.resolve("model.zip"), Image.class);
        assertThat(predictor.names()).containsExactly("kind0", "kind1", "kind2");

        Path labels = folder.resolve("labels.csv");
        Cli.run("predict", "--model", tuned.resolve("model.zip"), "--data", photos, "--out", labels, "--all")
                .succeeded();
        List<String> lines = Cli.lines(labels);
        assertThat(lines.get(0)).isEqualTo("sample,class,probability,kind0,kind1,kind2");
        assertThat(lines).hasSize(91);
        long right = lines.stream()
                .skip(1)
                .filter(line -> line.startsWith(line.split(",")[1] + "/"))
                .count();
        assertThat(right).isGreaterThan(72);
    }

    @Test
    void fewLabelsAndAStartFromScratchCanBeAskedFor() throws IOException {
        Cli run = finetune("--labels-per-class", "4", "--from-scratch").succeeded();
        assertThat(run.out()).contains("12 labelled images to learn from");
        assertThat(JSON.readTree(tuned.resolve("summary.json").toFile())
                        .path("start")
                        .asText())
                .isEqualTo("untrained");
    }

    @Test
    void aStoppedRunContinuesWithResume() throws IOException {
        Cli stopped = finetune("--max-time", "0.00001");
        assertThat(stopped.code()).isEqualTo(130);
        assertThat(stopped.out()).contains("run the same command with --resume");
        assertThat(Files.exists(tuned.resolve("model.zip"))).isFalse();
        finetune("--resume").succeeded();
        Path whole = tuned.resolve("model.zip");
        byte[] resumed = Files.readAllBytes(whole);
        tuned = folder.resolve("again");
        finetune().succeeded();
        assertThat(Files.readAllBytes(tuned.resolve("model.zip"))).isEqualTo(resumed);
    }

    @Test
    void anEpochThatIsMeasuredAgainHasOneRow() throws IOException {
        finetune("--max-time", "0.00001");
        Path validation = tuned.resolve("validation.csv");
        // What a run leaves that was killed after the second epoch and before its checkpoint.
        Files.writeString(validation, "epoch,accuracy,loss\n1,0.25,1.5\n2,0.5,1.25\n");
        finetune("--resume").succeeded();
        List<String> epochs = Cli.lines(validation).stream()
                .skip(1)
                .map(line -> line.split(",")[0])
                .toList();
        assertThat(epochs).startsWith("1", "2", "3").doesNotHaveDuplicates();
        assertThat(Cli.lines(validation)).doesNotContain("1,0.25,1.5", "2,0.5,1.25");
    }

    @Test
    void whatCannotBeTunedIsRejectedByName() throws IOException {
        assertThat(finetune("--label-smoothing", "1").err()).contains("labelSmoothing must be in [0, 1), got 1.0");
        assertThat(finetune("--label-share", "0.5", "--labels-per-class", "3").err())
                .contains("either --label-share or --labels-per-class, got both");
        Path plain = folder.resolve("plain");
        ImageFixtures.writePicture(
                plain.resolve("a.png"), SyntheticImages.noise(1, 8, 8, 3, 1).get(0));
        assertThat(Cli.run("finetune", "--encoder", encoder, "--data", plain, "--out", folder.resolve("x"))
                        .err())
                .contains("fine-tuning needs labels");
        assertThat(Cli.run("predict", "--model", encoder, "--data", photos, "--out", folder.resolve("l.csv"))
                        .err())
                .contains("an encoder without a head");
    }
}
