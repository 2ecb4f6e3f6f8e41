package io.ssl4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.series.LabeledSeriesDataset;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesDataset;
import io.ssl4j.core.series.SeriesSplit;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.LoggedText;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImagePack;
import io.ssl4j.core.vision.dataset.ImageSource;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartNotesTest {

    @TempDir
    Path folder;

    private final LabeledImageDataset images = SyntheticImages.patterns(4, 3, 8, 3, 1);

    @Test
    void imagesInBothPartsAreCountedWhateverTheirNames() throws IOException {
        ImageFixtures.writeClassFolder(folder.resolve("train"), images.select(0, 1, 2, 3, 4));
        ImageFixtures.writeClassFolder(folder.resolve("test"), images.select(5, 6, 7));
        Path original = folder.resolve("train/" + images.classNames().get(0) + "/00000.png");
        Path copy = folder.resolve("test/" + images.classNames().get(1) + "/copy.png");
        Files.copy(original, copy);
        ImageSource source = ImageSource.open(folder);

        String log = LoggedText.during(
                () -> assertThat(source.notes()).singleElement().satisfies(note -> {
                    assertThat(note.kind()).isEqualTo(DataNote.Kind.IN_BOTH_PARTS);
                    assertThat(note.count()).isEqualTo(1);
                    assertThat(note)
                            .hasToString(
                                    "1 of 4 test images stand in the training part, too, so accuracies are too high: "
                                            + images.classNames().get(1) + "/copy.png is "
                                            + images.classNames().get(0) + "/00000.png; take them out of one part");
                }));
        assertThat(log).containsOnlyOnce("stand in the training part");
    }

    @Test
    void imagesInMemoryInPacksAndInFilesAreComparedByTheirSamples() {
        Path pack = folder.resolve("a.pack");
        ImagePack.write(pack, images);
        List<ImageDataset> kinds = List.of(
                images,
                ImageDataset.packed(pack),
                ImageDataset.of(images.resized(4, 4)),
                ImageDataset.of(List.of(images.get(0), images.get(1), images.get(2))));
        for (ImageDataset all : kinds) {
            assertThat(PartNotes.of(all.select(0, 1), all.select(2, 1, 0), "images"))
                    .as("%s", all)
                    .singleElement()
                    .satisfies(note -> assertThat(note.count()).isEqualTo(2));
            assertThat(PartNotes.of(all.select(0, 1), all.select(2), "images")).isEmpty();
        }
    }

    @Test
    void samplesThatWouldHaveToBeMadeAreNotCompared() {
        Dataset<Image> own = new Dataset<>() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public Image get(int index) {
                throw new AssertionError("nobody reads a sample");
            }
        };
        assertThat(PartNotes.of(own, ImageDataset.of(own), "images")).isEmpty();
    }

    @Test
    void classesThatTrainingLacksAreNamedWithTheirSamples() {
        int[] train = {0, 1, 4};
        int[] test = {2, 5, 8, 3};
        assertThat(PartNotes.of(images.select(train), images.select(test), "images"))
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.kind()).isEqualTo(DataNote.Kind.UNKNOWN_CLASSES);
                    assertThat(note.count()).isEqualTo(1);
                    assertThat(note)
                            .hasToString("1 class of the test part is not in the training part, so 1 of 4 test images"
                                    + " cannot be classified: "
                                    + images.classNames().get(2));
                });
    }

    @Test
    void seriesAreComparedByTheSameRule() {
        SeriesDataset three = SeriesDataset.of(List.of(
                Series.of(new float[] {1, 2, 3}), Series.of(new float[] {1, 2, 3, 4}), Series.of(new float[] {3, 2, 1
                })));
        LabeledSeriesDataset all = LabeledSeriesDataset.of(three, List.of("a", "b", "c"));
        SeriesSplit split = SeriesSplit.of(all.select(0, 1), all.select(0, 2));
        assertThat(split.notes())
                .extracting(DataNote::toString)
                .containsExactly(
                        "1 class of the test part is not in the training part, so 1 of 2 test series cannot be"
                                + " classified: c",
                        "1 of 2 test series stand in the training part, too, so accuracies are too high: 0 is 0; take"
                                + " them out of one part");
    }
}
