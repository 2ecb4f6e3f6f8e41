package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.batch.SampleFailedException;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot work is refused in one line that says why, before anything is trained or written. */
class BadInputTest {

    @TempDir
    Path folder;

    private Path out;
    private Path idx;

    @BeforeEach
    void prepare() {
        out = folder.resolve("run");
        idx = ImageFixtures.writeIdxImages(folder.resolve("images"), SyntheticImages.noise(24, 16, 16, 1, 1));
    }

    @Test
    void dataThatIsNotThere() {
        Path absent = folder.resolve("absent");
        assertThat(refused(absent))
                .isEqualTo("ssl4j: there must be a file or folder at " + absent + ", got nothing there");
    }

    @Test
    void oneImageInPlaceOfAFolder() {
        Path photo = ImageFixtures.writePicture(
                folder.resolve("photos/a.jpg"),
                SyntheticImages.noise(1, 16, 16, 3, 1).get(0));
        assertThat(refused(photo))
                .isEqualTo("ssl4j: --data takes a folder of images, got the image " + photo
                        + "; give the folder that it lies in");
    }

    @Test
    void anEmptyFolder() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(refused(empty))
                .isEqualTo("ssl4j: a folder of images must hold at least one PNG, JPEG, BMP, GIF, TIFF or WebP file,"
                        + " got no files in " + empty + "; check the path, or convert the files");
    }

    @Test
    void imagesOfMixedSizes() {
        Path photos = folder.resolve("photos");
        ImageFixtures.writePicture(
                photos.resolve("a.png"), SyntheticImages.noise(1, 16, 16, 3, 1).get(0));
        ImageFixtures.writePicture(
                photos.resolve("b.png"), SyntheticImages.noise(1, 18, 16, 3, 1).get(0));
        String text = "ssl4j: all images must have one shape, but image 0 (a.png) is 16 x 16 x 3 and image 1 (b.png)"
                + " is 18 x 16 x 3; ask for a resize (ImageFolderOptions.withResize or ImageDataset.resized); here:"
                + " --size HEIGHTxWIDTH and --color";
        assertThat(refused(photos)).isEqualTo(text);
        assertThat(Cli.run("augment", "--data", photos, "--out", folder.resolve("v.png"))
                        .failure())
                .isEqualTo(text);
    }

    @Test
    void aTruncatedIdxFile() throws IOException {
        byte[] bytes = Files.readAllBytes(idx);
        Files.write(idx, Arrays.copyOf(bytes, bytes.length - 100));
        assertThat(refused(idx))
                .isEqualTo("ssl4j: " + idx + " at byte 6060: the header says [24, 16, 16] bytes, but only 6044 follow"
                        + " it; the file is cut short or its header is damaged");
    }

    @Test
    void aTruncatedJpeg() throws IOException {
        Path photo = ImageFixtures.writePicture(
                folder.resolve("photos/a.jpg"),
                SyntheticImages.noise(1, 16, 16, 3, 1).get(0));
        byte[] bytes = Files.readAllBytes(photo);
        Files.write(photo, Arrays.copyOf(bytes, bytes.length * 3 / 4));
        for (int i = 0; i < 16; i++) {
            ImageFixtures.writePicture(
                    folder.resolve("photos/b" + i + ".jpg"),
                    SyntheticImages.noise(1, 16, 16, 3, i).get(0));
        }
        assertThat(refused(folder.resolve("photos")))
                .startsWith("ssl4j: " + photo)
                .endsWith("; --skip-unreadable leaves such files out");
    }

    @Test
    void aBatchLargerThanTheData() {
        assertThat(Cli.pretrain("--data", idx, "--out", out, "--batch-size", "25")
                        .failure())
                .isEqualTo("ssl4j: --batch-size must be at most the number of images to learn from, got 25 and 24"
                        + " images");
        assertThat(out).doesNotExist();
    }

    @Test
    void namesThatDoNotExist() {
        assertThat(usage("--method", "simclear"))
                .startsWith(
                        "ssl4j: there is no method 'simclear' on the class path; did you mean 'simclr'? The methods are [")
                .contains("simclr");
        assertThat(usage("--set", "temprature=0.2"))
                .startsWith(
                        "ssl4j: the method 'simclr' has no option 'temprature'; did you mean 'temperature'? Its options are [");
        assertThat(usage("--set", "temperature=warm"))
                .startsWith("ssl4j: option 'temperature' of the method 'simclr' must be ")
                .contains("got 'warm'");
        assertThat(usage("--encoder", "vgg"))
                .startsWith("ssl4j: --encoder for images must be one of resnet-xs, tiny, ")
                .contains(", got 'vgg'");
        assertThat(usage("--epoch-count=3")).startsWith("ssl4j: there is no option '--epoch-count' (see");
        assertThat(usage("--epoch", "3")).startsWith("ssl4j: there is no option '--epoch'; did you mean '--epochs'?");
        assertThat(usage("--encoder", "resnetxs")).contains(", got 'resnetxs'; did you mean 'resnet-xs'?");
        assertThat(usage("--read", "sise=8x8"))
                .startsWith("ssl4j: --read has no option 'sise'; did you mean 'size'? Its options are [");
        assertThat(usage("photos"))
                .isEqualTo("ssl4j: 'photos' belongs to no option; values follow their option, as in --data photos (see"
                        + " 'ssl4j help pretrain')");
    }

    /** Wrong usage, before anything is read: exit code 2, one line, no stack trace. */
    @Test
    void valuesOfTheMethodThatAreOutOfRange() {
        assertThat(usage("--set", "temperature=0"))
                .startsWith("ssl4j: --set for simclr: ")
                .contains("temperature must be", "got 0.0")
                .endsWith("; 'ssl4j methods simclr' explains the options (see 'ssl4j help pretrain')");
        assertThat(usage("--set", "temperature=-1")).contains("temperature must be", "got -1.0");
        assertThat(usage("--set", "projector-hidden=0")).startsWith("ssl4j: --set for simclr: ");
        assertThat(usage("--method", "rotation", "--set", "head-hidden=-3")).startsWith("ssl4j: --set for rotation: ");
        assertThat(usage("--method", "simclr+rotation", "--set", "rotation.weight=0"))
                .contains("option 'rotation.weight' must be above 0, got 0.0");
        assertThat(usage("--set", "crop-scale=7"))
                .as("a value of the views, which are made with the data")
                .startsWith("ssl4j: --set for simclr: ");
    }

    /** Whatever number an option of a method is given: it is taken, or rejected as an option. */
    @Test
    void noValueOfAnOptionGivesAStackTrace() {
        for (SslMethodProvider method : SslMethods.all()) {
            for (Modality<?> modality : Modalities.all()) {
                if (method.worksOn(modality)) {
                    method.options(modality).forEach(option -> tryValues(method, modality, option));
                }
            }
        }
    }

    private static void tryValues(SslMethodProvider method, Modality<?> modality, MethodOption option) {
        for (String value : List.of("0", "-1", "1", "2000000000", "1e300", "0,0")) {
            try {
                MethodOptions options =
                        MethodOptions.of(method.name(), method.options(modality), Map.of(option.name(), value));
                method.check(modality, options);
            } catch (IllegalArgumentException e) {
                assertThat(e)
                        .as("%s %s=%s", method.name(), option.name(), value)
                        .hasMessageContaining("got ");
            }
        }
    }

    @Test
    void ofAnOptionGivenTwiceTheLastCounts() throws IOException {
        Cli.pretrain("--data", idx, "--out", out, "--epochs", "7", "--epochs", "1", "--seed=1", "--seed=5")
                .succeeded();
        assertThat(Cli.lines(out.resolve("run.yaml"))).contains("epochs: 1", "seed: 5");
    }

    @Test
    void valuesThatCannotBe() {
        assertThat(usage("--size", "64"))
                .isEqualTo(
                        "ssl4j: --size must be HEIGHTxWIDTH such as 64x64, got '64'" + " (see 'ssl4j help pretrain')");
        assertThat(usage("--size", "0x64")).contains("--size must be HEIGHTxWIDTH");
        assertThat(usage("--epochs", "0")).contains("--epochs must be at least 1, got 0");
        assertThat(usage("--epochs", "many")).contains("Invalid value for option '--epochs': 'many' is not an int");
        assertThat(usage("--lr", "-1")).contains("--lr must be finite and above 0, got -1.0");
        assertThat(usage("--accumulate", "0")).contains("--accumulate must be at least 1, got 0");
        assertThat(usage("--test-share", "1")).contains("--test-share must be above 0 and below 1, got 1.0");
        assertThat(usage("--validation-share", "-0.1"))
                .contains("--validation-share must be above 0 and below 1, or 0 for none, got -0.1");
        assertThat(usage("--lr-end-share", "1.5")).contains("--lr-end-share must be in 0..1, got 1.5");
        assertThat(usage("--max-time", "0")).contains("--max-time must be above 0, got 0.0");
        assertThat(usage("--knn-every", "-1")).contains("--knn-every must be at least 0, got -1");
    }

    @Test
    void optimizerOptionsThatDoNotGoTogether() {
        assertThat(usage("--lr", "1", "--lr-per-256", "1")).contains("give either --lr or --lr-per-256, got both");
        assertThat(Cli.run("pretrain", "--data", idx, "--out", out, "--optimizer", "lars")
                        .usageError())
                .contains("--optimizer lars needs --lr or --lr-per-256: its learning rates are much larger");
        assertThat(usage("--lr-scaling", "sqrt")).contains("--lr-scaling goes with --lr-per-256, which is not given");
        assertThat(usage("--optimizer", "sgd", "--trust-coefficient", "0.02"))
                .contains("--trust-coefficient and --clip-trust go with --optimizer lars, got --optimizer sgd");
        assertThat(usage("--clip-trust")).contains("go with --optimizer lars, got --optimizer adam");
        assertThat(usage("--weight-decay", "0", "--weight-decay-end", "0.4"))
                .contains("--weight-decay-end needs a --weight-decay above 0 to start from, got 0");
        assertThat(usage("--weight-decay-end", "-1"))
                .contains("--weight-decay-end must be finite and at least 0, got -1.0");
        assertThat(usage("--optimizer", "lars", "--trust-coefficient", "0"))
                .contains("--trust-coefficient must be finite and above 0, got 0.0");
    }

    @Test
    void accumulationThatWouldNotBeExact() {
        assertThat(Cli.pretrain("--data", idx, "--out", out, "--batch-size", "4", "--accumulate", "2")
                        .failure())
                .startsWith("ssl4j: accumulating 2 batches of 4 is the update of one batch of 8 only where ")
                .contains("in the loss of method 'simclr', each view is told apart from all others of its batch");
        assertThat(Cli.pretrain(
                                "--data",
                                idx,
                                "--out",
                                out,
                                "--batch-size",
                                "4",
                                "--accumulate",
                                "2",
                                "--method",
                                "rotation")
                        .failure())
                .contains("in network 'encoder', batch norm takes its statistics over the batch");
        assertThat(Cli.pretrain("--data", idx, "--out", out, "--batch-size", "4", "--accumulate", "999")
                        .failure())
                .startsWith("ssl4j: --batch-size x --accumulate must be at most the number of images to learn from, got"
                        + " 4 x 999 accumulated and ");
    }

    @Test
    void aPlaceForTheRunMustBeGivenAndFree() throws IOException {
        assertThat(Cli.pretrain("--data", idx).usageError())
                .isEqualTo("ssl4j: give either --out FOLDER for a new run or --resume FOLDER (see 'ssl4j help"
                        + " pretrain')");
        Files.createDirectory(out);
        Files.writeString(out.resolve("thesis.tex"), "");
        assertThat(Cli.pretrain("--data", idx, "--out", out).failure())
                .isEqualTo("ssl4j: --out must name a new or empty folder, " + out
                        + " holds files; name another, or continue the run with --resume " + out);
    }

    @Test
    void aPlaceThatCannotBeWritten() {
        Path below = idx.resolve("run");
        assertThat(Cli.pretrain("--data", idx, "--out", below).failure())
                .startsWith("ssl4j: cannot write into the folder " + below + " (")
                .endsWith("); name another with --out");
    }

    @Test
    void anEncoderFileThatIsNone() throws IOException {
        Path absent = folder.resolve("absent.zip");
        assertThat(embed(absent)).isEqualTo("ssl4j: there is no file " + absent);
        Path text = Files.writeString(folder.resolve("text.zip"), "not a zip file at all, but long enough");
        assertThat(embed(text)).startsWith("ssl4j: " + text + " is not an encoder file, or is damaged: ");
        Path whole = folder.resolve("whole.zip");
        ImageEncoders.tiny(ImageInput.of(16, 16, 1), 1).save(whole);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(embed(cut)).startsWith("ssl4j: " + cut + " is not an encoder file, or is damaged: ");
        for (int i = bytes.length / 4; i < bytes.length / 2; i++) {
            bytes[i] ^= 1;
        }
        Path changed = Files.write(folder.resolve("changed.zip"), bytes);
        assertThat(embed(changed)).startsWith("ssl4j: " + changed + " is not an encoder file, or is damaged: ");
        assertThat(Cli.run("evaluate", "--encoder", changed, "--data", idx).failure())
                .startsWith("ssl4j: " + changed);
    }

    @Test
    void aCustomDataSetWithNaN() {
        Dataset<Image> nan = new Dataset<>() {
            @Override
            public int size() {
                return 16;
            }

            @Override
            public Image get(int index) {
                float[] samples = new float[16 * 16];
                samples[3] = index == 11 ? Float.NaN : 0.5f;
                return Image.ofFloats(16, 16, 1, samples);
            }
        };
        Trainer trainer = Trainer.builder()
                .optimizer(Optimizers.adam(1e-3))
                .epochs(1)
                .batchSize(16)
                .build();
        var method = SslMethods.create("simclr", ImageEncoders.tiny(ImageInput.of(16, 16, 1), 1), Map.of(), 1);
        assertThatThrownBy(() -> trainer.fit(method, nan))
                .isInstanceOf(SampleFailedException.class)
                .hasMessage("sample 11 ('11') failed in epoch 0: every sample of an image must be finite, got NaN at"
                        + " position 3; clean the data before it becomes an image; fix it or leave it out of the data"
                        + " set");
    }

    /** A run on this data is refused, and leaves nothing behind. */
    private String refused(Path data) {
        String text = Cli.pretrain("--data", data, "--out", out).failure();
        assertThat(out).doesNotExist();
        return text;
    }

    private String usage(String... options) {
        Object[] args = new Object[options.length + 4];
        System.arraycopy(new Object[] {"--data", idx, "--out", out}, 0, args, 0, 4);
        System.arraycopy(options, 0, args, 4, options.length);
        String text = Cli.pretrain(args).usageError();
        assertThat(out).doesNotExist();
        return text;
    }

    private String embed(Path encoder) {
        Path csv = folder.resolve("v.csv");
        String text = Cli.run("embed", "--encoder", encoder, "--data", idx, "--out", csv)
                .failure();
        assertThat(csv).doesNotExist();
        return text;
    }
}
