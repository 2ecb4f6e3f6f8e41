package io.ssl4j.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.ViewNeed;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.augment.Recipes;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ViewAverageTest {

    private static final Encoder<Image> ENCODER = ImageEncoders.tiny(ImageInput.of(12, 12, 1), 5);
    private static final ImageDataset IMAGES =
            SyntheticImages.patterns(4, 3, 12, 1, 1).unlabeled();

    private static ViewGenerator<Image> crops(int count) {
        return Modalities.views(ENCODER, ViewNeed.copies("emp-ssl", count));
    }

    /** A hundred crops of a sample: two samples at once, and one left over. */
    @Test
    void aSampleIsTheMeanOfItsViews() {
        ImageDataset odd = IMAGES.subset(5, 1);
        INDArray actual = new ViewAverage<>(ENCODER, crops(100), 3).features(odd);
        INDArray expected = Nd4j.create(odd.size(), ENCODER.representationSize());
        BatchConfig one = new BatchConfig(1, 1, 1, false, false, 3);
        try (BatchLoader<Image> loader = BatchLoader.open(odd, crops(100), one)) {
            loader.startEpoch(0, 0);
            for (int i = 0; loader.hasNext(); i++) {
                INDArray views = ENCODER.embed(loader.next().view("views"));
                assertThat(views.size(0)).isEqualTo(100);
                expected.get(NDArrayIndex.point(i)).assign(views.mean(0));
            }
        }
        Agreement.assertClose("mean over views", actual, expected, 1e-5);
    }

    @Test
    void theViewsAreThoseOfTheSeed() {
        INDArray first = new ViewAverage<>(ENCODER, crops(4), 3).features(IMAGES);
        assertThat(new ViewAverage<>(ENCODER, crops(4), 3).features(IMAGES)).isEqualTo(first);
        assertThat(new ViewAverage<>(ENCODER, crops(4), 4).features(IMAGES)).isNotEqualTo(first);
        assertThat(new ViewAverage<>(ENCODER, crops(4), 3).name()).isEqualTo("encoder, mean of 4 views");
    }

    @Test
    void cropsOfTwoSizesAreRejected() {
        ViewGenerator<Image> two =
                Recipes.SWAV_SMALL.adaptedTo(ImageInput.of(12, 12, 1)).views(ImageInput.of(12, 12, 1));
        assertThatThrownBy(() -> new ViewAverage<>(ENCODER, two, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "a mean over views needs a generator of one view with the rows that the encoder" + " takes,")
                .hasMessageEndingWith("take a recipe without crops of another size");
    }
}
