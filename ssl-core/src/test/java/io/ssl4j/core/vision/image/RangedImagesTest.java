package io.ssl4j.core.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.vision.RawPixels;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImagePack;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values of any type reach the network through one range, which the encoder keeps. */
class RangedImagesTest {

    private static final ValueRange HOUNSFIELD = new ValueRange(-1000, 1000);
    private static final int SIDE = 8;

    @TempDir
    Path folder;

    /** Signed values from -1000 to 1000. */
    private static ImageDataset scans(int count) {
        List<Image> images = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            short[] samples = new short[SIDE * SIDE];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) (-1000 + (i * 37 + n * 101) % 2001);
            }
            images.add(Image.ofSignedShorts(SIDE, SIDE, 1, samples));
        }
        return ImageDataset.of(images);
    }

    /** The same values as floats in 0..1. */
    private static ImageDataset mapped(ImageDataset scans) {
        List<Image> images = new ArrayList<>();
        for (int n = 0; n < scans.size(); n++) {
            float[] samples = new float[SIDE * SIDE];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (float) ((scans.get(n).shorts()[i] + 1000) / 2000.0);
            }
            images.add(Image.ofFloats(SIDE, SIDE, 1, samples));
        }
        return ImageDataset.of(images);
    }

    @Test
    void samplesWithoutARangeAreRefusedWithTheOptionThatGivesOne() {
        String say = "say which values become 0 and 1: --range LOW:HIGH, --range 1%:99% for percentiles of the training"
                + " images, or ImageDataset.withRange";
        assertThatThrownBy(() -> ImageInput.of(scans(2)))
                .hasMessage(
                        "image '0' has samples of signed 16 bits from -1000 to 998, a type without a range of its own; "
                                + say);
        Image warm = Image.ofFloats(1, 2, 1, new float[] {0.5f, 252});
        assertThatThrownBy(() -> ImageInput.of(ImageDataset.of(List.of(warm))))
                .hasMessage("image '0' has samples of floats from 0.5 to 252, outside 0:1; " + say);
        assertThatThrownBy(() -> Preprocessing.of(ImageInput.of(1, 2, 1)).write(warm, FloatBuffer.allocate(2)))
                .hasMessage("an image has samples of floats from 0.5 to 252, outside 0:1; " + say);
        assertThatThrownBy(() -> new RawPixels().features(scans(1)))
                .hasMessage("samples of signed 16 bits have no range of their own: " + say);
    }

    @Test
    void floatsFrom0To1NeedNoRange() {
        Image image = Image.ofFloats(1, 2, 1, new float[] {0, 1});
        FloatBuffer row = FloatBuffer.allocate(2);
        Preprocessing.of(ImageInput.of(1, 2, 1)).write(image, row);
        assertThat(row.array()).containsExactly(-1, 1);
    }

    @Test
    void anInputKeepsTheRangeOfItsImagesAndMapsByIt() {
        ImageInput input = ImageInput.of(scans(4).withRange(HOUNSFIELD));
        ImageInput byHand = ImageInput.of(mapped(scans(4)));
        assertThat(input.range()).contains(HOUNSFIELD);
        assertThat(input.mean()).containsExactly(byHand.mean());
        assertThat(new RawPixels(input).features(scans(2))).isEqualTo(new RawPixels().features(mapped(scans(2))));
        assertThat(Preprocessing.of(input).rows(scans(2)))
                .isEqualTo(Preprocessing.of(byHand).rows(mapped(scans(2))));
    }

    @Test
    void aLoadedEncoderMapsNewImagesAsThoseThatItLearnedFrom() throws IOException {
        ImageInput input = ImageInput.of(scans(4).withRange(HOUNSFIELD));
        ImageEncoders.tiny(input, 1).save(folder.resolve("encoder.zip"));
        Encoder<Image> loaded = Encoder.load(folder.resolve("encoder.zip"), Image.class);
        assertThat(ImageInput.of(loaded)).isEqualTo(input);
        Encoder<Image> byHand = ImageEncoders.tiny(ImageInput.of(mapped(scans(4))), 1);
        assertThat(loaded.embed(scans(3))).isEqualTo(byHand.embed(mapped(scans(3))));
    }

    @Test
    void anotherRangeThanTheEncodersIsRefused() {
        ImageInput input = ImageInput.of(scans(4).withRange(HOUNSFIELD));
        Image other = scans(1).get(0).withRange(new ValueRange(0, 500));
        assertThatThrownBy(() -> input.ranged(other))
                .hasMessage("the encoder maps values by the range -1000:1000, but an image was given the range 0:500;"
                        + " leave that out");
    }

    @Test
    void viewsAreMadeOfMappedValuesAndSaySo() {
        ImageInput input = ImageInput.of(scans(4).withRange(HOUNSFIELD));
        ViewGenerator<Image> views = Recipes.GRAY_SMALL.views(input);
        assertThat(views.describe()).startsWith("values -1000:1000\n");
        assertThat(Recipes.GRAY_SMALL.views(ImageInput.of(mapped(scans(4)))).describe())
                .doesNotContain("values");
    }

    @Test
    void imagesOfSeveralRangesAreRefused() {
        Image first = scans(2).get(0).withRange(HOUNSFIELD);
        Image second = scans(2).get(1).withRange(new ValueRange(0, 500));
        assertThatThrownBy(() -> ImageInput.of(ImageDataset.of(List.of(first, second))))
                .hasMessage("all images must have one range of values, but the first has -1000:1000 and image '1' has"
                        + " 0:500; give one to the data set: ImageDataset.withRange");
    }

    @Test
    void valuesOutsideTheRangeAreCountedAndSaid() {
        ImageInput input = ImageInput.of(2, 2, 1).withRange(new ValueRange(0, 100));
        Image image = Image.ofSignedShorts(2, 2, 1, new short[] {-5, 50, 100, 700});
        long images = ClampedValues.images();
        long values = ClampedValues.values();
        input.ranged(image);
        input.ranged(Image.ofSignedShorts(2, 2, 1, new short[] {0, 50, 100, 70}));
        assertThat(ClampedValues.images()).isEqualTo(images + 1);
        assertThat(ClampedValues.values()).isEqualTo(values + 2);
    }

    @Test
    void packedFilesKeepValuesOfEveryType() {
        Path file = folder.resolve("numbers.pack");
        Image signed = Image.ofSignedShorts(1, 2, 1, new short[] {-1000, 5300});
        Image ints = Image.ofInts(1, 2, 1, new int[] {Integer.MIN_VALUE, 7});
        Image counts = Image.ofUnsignedInts(1, 2, 1, new int[] {-1, 7});
        ImagePack.write(file, ImageDataset.of(List.of(signed, ints, counts)));
        ImageDataset packed = ImageDataset.packed(file);
        assertThat(packed.get(0).value(0, 0, 0)).isEqualTo(-1000);
        assertThat(packed.get(1).value(0, 0, 0)).isEqualTo(Integer.MIN_VALUE);
        assertThat(packed.get(2).value(0, 0, 0)).isEqualTo(4294967295.0);
        assertThatThrownBy(() -> ImagePack.write(file, scans(1).withRange(HOUNSFIELD)))
                .hasMessage("a packed file keeps values as they are, got images with the range -1000:1000; leave it out"
                        + " here, and give it where the packed file is opened");
    }
}
