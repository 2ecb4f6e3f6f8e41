package io.ssl4j.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.encoder.SeriesEncoders;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.file.ImageFile;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service embeds what it was sent: bytes, one or many. */
class EmbedBytesTest {

    private static final ImageInput GRAY = ImageInput.of(12, 10, 1);

    private final FrozenEncoder<Image> encoder = ImageEncoders.tiny(GRAY, 1).freeze();
    private final byte[] png =
            ImageFixtures.encode("png", SyntheticImages.noise(1, 40, 31, 3, 1).get(0));
    private final byte[] jpeg =
            ImageFixtures.encode("jpeg", SyntheticImages.noise(1, 20, 20, 1, 2).get(0));

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
        }
    }

    @Test
    void bytesOfAnySizeAndColourAreBroughtToTheInput() {
        Image fitted = ImageFile.read(png, "a", ImageFolderOptions.of(GRAY));
        assertThat(encoder.embed(png)).isEqualTo(encoder.embed(fitted));
        assertThat(encoder.embed(png, "a")).hasSize(encoder.representationSize());
    }

    @Test
    void aBatchOfBytesGivesWhatEachGives() {
        float[][] both = encoder.embed(new byte[][] {png, jpeg, png});
        assertThat(both).hasNumberOfRows(3);
        assertClose(both[0], encoder.embed(png));
        assertClose(both[1], encoder.embed(jpeg));
        assertThat(both[2]).isEqualTo(both[0]);
        assertThat(encoder.embed(new byte[0][])).isEmpty();
    }

    @Test
    void aBatchOfSamplesMayBeLongerThanOneBlock() {
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            images.add(SyntheticImages.noise(1, 12, 10, 1, i).get(0));
        }
        float[][] all = encoder.embed(images);
        assertThat(all).hasNumberOfRows(130);
        assertClose(all[129], encoder.embed(images.get(129)));
        assertClose(all[1], encoder.embed(images.get(1)));
    }

    @Test
    void errorsNameTheContent() {
        byte[] cut = Arrays.copyOf(png, png.length / 2);
        assertThatThrownBy(() -> encoder.embed(cut, "upload 17"))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessageStartingWith("upload 17 at byte " + cut.length + ": the file is cut short");
        assertThatThrownBy(() -> encoder.embed(new byte[][] {png, cut}))
                .hasMessageStartingWith("content 1 at byte " + cut.length);
        assertThatThrownBy(() -> encoder.embed(new byte[][] {png, cut}, List.of("a", "b")))
                .hasMessageStartingWith("b at byte " + cut.length);
        assertThatThrownBy(() -> encoder.embed(new byte[][] {png, cut}, List.of("a")))
                .hasMessage("every content needs a name, got 2 contents and 1 names");
        List<Image> mixed = List.of(
                SyntheticImages.noise(1, 12, 10, 1, 1).get(0),
                SyntheticImages.noise(1, 12, 11, 1, 1).get(0));
        assertThatThrownBy(() -> encoder.embed(mixed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("sample 1 cannot be embedded: every image must have the size of the encoder's"
                        + " input, 12 x 10, got an image of 12 x 11");
    }

    @Test
    void seriesOfDifferentLengthsAreEmbeddedTogether() {
        SeriesInput input = SeriesInput.of(1, 16).withVariable(true);
        FrozenEncoder<Series> series = SeriesEncoders.dilatedConv(input, 4, 1).freeze();
        Series longer = Series.of(new float[] {1, 3, 2, 5, 4, 8, 1, 9});
        Series shorter = Series.of(new float[] {1, 3, 2});
        float[][] both = series.embed(List.of(longer, shorter));
        assertThat(both[0]).isEqualTo(series.embed(longer));
        assertThat(both[1]).isEqualTo(series.embed(shorter));
        assertThatThrownBy(() -> series.embed(new byte[] {1}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is no file format of one sample of kind \"series\"; make a Series of the content,"
                        + " and embed that");
    }
}
