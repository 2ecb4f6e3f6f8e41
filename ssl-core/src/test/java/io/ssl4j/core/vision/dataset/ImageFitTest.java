package io.ssl4j.core.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesDataset;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong channel count or size is found from the data set, not from a sample. */
class ImageFitTest {

    private static final ImageInput RGB = ImageInput.of(12, 10, 3);

    private final Encoder<Image> encoder = ImageEncoders.tiny(RGB, 1);

    @Test
    void embeddingSaysThatEveryImageHasTheWrongChannels() {
        ImageDataset gray = SyntheticImages.noise(40, 12, 10, 1, 1);
        assertThatThrownBy(() -> encoder.embed(gray))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("all 40 images are gray (1 channel), the encoder takes 12 x 10 x 3, RGB (3 channels); read"
                        + " image files with ImageFolderOptions.of(input), or resize the data set:"
                        + " images.resized(12, 10)");
        assertThatThrownBy(() -> encoder.embed(gray, Preprocessing.resizing(RGB)))
                .hasMessage("all 40 images are gray (1 channel), the encoder takes RGB (3 channels); read image files"
                        + " with ImageFolderOptions.of(input), or build an encoder for these images");
    }

    @Test
    void embeddingSaysThatEveryImageHasTheWrongSize() {
        assertThatThrownBy(() -> encoder.embed(SyntheticImages.noise(7, 8, 8, 3, 1)))
                .hasMessageStartingWith(
                        "all 7 images are 8 x 8 x 3, the encoder takes 12 x 10 x 3, RGB (3 channels); ");
        assertThat(encoder.embed(SyntheticImages.noise(7, 8, 8, 3, 1), Preprocessing.resizing(RGB))
                        .size(0))
                .isEqualTo(7);
    }

    @Test
    void someThatDoNotFitAreCountedAndTheFirstIsNamed() {
        ImageDataset mixed = ImageDataset.of(List.of(
                SyntheticImages.noise(1, 12, 10, 3, 1).get(0),
                SyntheticImages.noise(1, 12, 11, 3, 1).get(0),
                SyntheticImages.noise(1, 12, 10, 1, 1).get(0)));
        assertThatThrownBy(() -> encoder.embed(mixed))
                .hasMessageStartingWith("2 of 3 images do not fit: the encoder takes 12 x 10 x 3, RGB (3 channels), the"
                        + " first that differs is image 1 (1) of 12 x 11 x 3; ");
    }

    @Test
    void trainingIsRefusedBeforeALoaderThreadMeetsAnImage() {
        ImageDataset gray = SyntheticImages.noise(40, 12, 10, 1, 1);
        assertThatThrownBy(() -> BatchLoader.open(gray, Recipes.SIMCLR_SMALL.views(RGB), BatchConfig.of(8, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("all 40 images are gray (1 channel), the encoder takes RGB (3 channels); ");
        BatchLoader.open(SyntheticImages.noise(40, 30, 30, 3, 1), Recipes.SIMCLR_SMALL.views(RGB), BatchConfig.of(8, 1))
                .close();
    }

    @Test
    void filesAndDataSetsOfYourOwnAreCheckedToo(@TempDir Path folder) {
        for (int i = 0; i < 3; i++) {
            ImageFixtures.writePicture(
                    folder.resolve(i + ".png"),
                    SyntheticImages.noise(1, 6, 6, 3, i).get(0));
        }
        ImageDataset files = ImageDataset.fromFolder(folder);
        assertThatThrownBy(() -> encoder.embed(files))
                .hasMessageStartingWith("all 3 images are 6 x 6 x 3, the encoder takes 12 x 10 x 3");
        Dataset<Image> own = new Dataset<>() {
            @Override
            public int size() {
                return 5000;
            }

            @Override
            public Image get(int index) {
                return Image.ofBytes(2, 2, 4, new byte[16]);
            }
        };
        assertThatThrownBy(() -> encoder.embed(own))
                .hasMessageStartingWith(
                        "all of the first 1000 images are RGB and alpha (4 channels), the encoder takes ");
    }

    @Test
    void seriesThatDoNotFitAreCountedToo() {
        SeriesDataset data = SeriesDataset.of(
                List.of(Series.of(new float[] {1, 2, 3}), Series.of(new float[] {3, 2, 1}), Series.of(new float[4])));
        SeriesInput.of(1, 3).check(data);
        assertThatThrownBy(() -> SeriesInput.of(2, 3).check(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("none of the 3 series fits the encoder: every series must have the 2 channels");
        assertThatThrownBy(() -> SeriesInput.of(1, 4).check(data))
                .hasMessageStartingWith(
                        "2 of the 3 series do not fit the encoder: every series must have 4 time steps");
    }
}
