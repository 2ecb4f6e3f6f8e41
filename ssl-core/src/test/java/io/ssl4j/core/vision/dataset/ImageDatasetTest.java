package io.ssl4j.core.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.data.SelectedLabeledDataset;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageDatasetTest {

    private final ImageDataset images = SyntheticImages.indexed(700, 3, 4, 1);

    @Test
    void imagesInMemoryMayDifferInShape() {
        Image small = Image.ofBytes(1, 2, 1, new byte[2]);
        Image large = Image.ofBytes(2, 2, 1, new byte[4]);
        ImageDataset mixed = ImageDataset.of(List.of(small, small, large));

        assertThat(mixed.get(2)).isSameAs(large);
        assertThat(mixed.commonShape()).isEmpty();
        assertThatThrownBy(mixed::shape)
                .hasMessageContaining("image 0 (0) is 1 x 2 x 1 and image 2 (2) is 2 x 2 x 1; ask for a resize");
        assertThat(mixed.select(0, 1).shape()).isEqualTo(new ImageShape(1, 2, 1));
        assertThat(mixed.resized(2, 2).shape()).isEqualTo(new ImageShape(2, 2, 1));
        assertThat(mixed).hasToString("3 images");
    }

    @Test
    void yourOwnDatasetKeepsItsNames() {
        Dataset<Image> own = new Dataset<>() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public Image get(int index) {
                return images.get(index);
            }

            @Override
            public String name(int index) {
                return "scan-" + index;
            }
        };
        ImageDataset wrapped = ImageDataset.of(own);

        assertThat(wrapped.name(1)).isEqualTo("scan-1");
        assertThat(wrapped.resized(2, 2).select(1).name(0)).isEqualTo("scan-1");
        assertThat(ImageDataset.of(wrapped)).isSameAs(wrapped);
        assertThatThrownBy(() -> wrapped.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> wrapped.name(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aSubsetIsShuffledAndRepeatable() {
        ImageDataset part = images.subset(100, 5);

        assertThat(part.size()).isEqualTo(100);
        assertThat(SyntheticImages.decodeIndex(part.get(3))).isEqualTo(Integer.parseInt(part.name(3)));
        assertThat(part.name(3)).isEqualTo(images.subset(100, 5).name(3));
        assertThatThrownBy(() -> images.subset(0, 5)).hasMessageContaining("a subset needs 1 to 700 samples");
    }

    @Test
    void forgettingLabelsMakesPartsThatDoNotDependOnThem() {
        LabeledImageDataset labeled = SyntheticImages.patterns(30, 3, 8, 1, 1);
        ImageDataset asImages = labeled;

        assertThat(asImages.unlabeled()).isNotInstanceOf(LabeledDataset.class);
        assertThat(images.unlabeled()).isSameAs(images);
        ImageDataset one = labeled.unlabeled().subset(10, 1);
        ImageDataset other = labeled.withPermutedLabels(3).unlabeled().subset(10, 1);
        for (int i = 0; i < 10; i++) {
            assertThat(one.get(i)).isSameAs(other.get(i));
        }
    }

    @Test
    void labelsMustFitTheImagesAndTheClasses() {
        List<Image> two = List.of(images.get(0), images.get(1));

        assertThatThrownBy(() -> LabeledImageDataset.of(two, new int[] {0}, List.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("every image needs a label, got 2 images and 1 labels");
        assertThatThrownBy(() -> LabeledImageDataset.of(two, new int[] {0, 2}, List.of("a", "b")))
                .hasMessage("labels must lie in 0..1 for 2 class names, got 2 for image 1");
        LabeledImageDataset good = LabeledImageDataset.of(two, new int[] {1, 0}, List.of("a", "b"));
        assertThat(LabeledImageDataset.of(good)).isSameAs(good);
        assertThat(good.resized(2, 2).labels()).containsExactly(1, 0);
        assertThat(good.withClassNames(List.of("x", "y")).classNames()).containsExactly("x", "y");
    }

    @Test
    void aWrappedLabelledDatasetKeepsItsLabels() {
        LabeledDataset<Image> own =
                new SelectedLabeledDataset<>(SyntheticImages.patterns(2, 3, 8, 1, 1), new int[] {5, 0});

        assertThat(LabeledImageDataset.of(own).labels()).containsExactly(2, 0);
        assertThat(LabeledImageDataset.of(own).classNames()).hasSize(3);
    }
}
