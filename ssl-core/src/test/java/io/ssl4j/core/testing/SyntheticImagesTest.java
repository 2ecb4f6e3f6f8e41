package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.LabeledImageDataset;
import io.ssl4j.core.vision.image.Image;
import org.junit.jupiter.api.Test;

class SyntheticImagesTest {

    @Test
    void pixelsEncodeTheIndex() {
        ImageDataset images = SyntheticImages.indexed(1000, 2, 2, 1);
        for (int i = 0; i < images.size(); i++) {
            assertThat(SyntheticImages.decodeIndex(images.get(i))).isEqualTo(i);
        }
        assertThat(SyntheticImages.decodeIndex(1f, 2 / 255f, 0, 0)).isEqualTo(255 + 2 * 256);
    }

    @Test
    void patternsAreSortedByClassAndRepeatable() {
        LabeledImageDataset data = SyntheticImages.patterns(3, 8, 16, 3, 7);

        assertThat(data.labels()).startsWith(0, 0, 0, 1, 1, 1).endsWith(7, 7, 7);
        assertThat(data.classNames()).startsWith("horizontal_stripes").endsWith("triangle");
        assertThat(data.get(5).bytes())
                .isEqualTo(SyntheticImages.patterns(3, 8, 16, 3, 7).get(5).bytes())
                .isNotEqualTo(SyntheticImages.patterns(3, 8, 16, 3, 8).get(5).bytes());
    }

    @Test
    void stripesVaryAlongOneAxisOnly() {
        LabeledImageDataset data = SyntheticImages.patterns(5, 2, 24, 1, 1);
        for (int i = 0; i < data.size(); i++) {
            Image image = data.get(i);
            double alongRows = 0;
            double alongColumns = 0;
            for (int y = 1; y < 24; y++) {
                for (int x = 1; x < 24; x++) {
                    alongColumns += Math.abs(image.sample(y, x, 0) - image.sample(y - 1, x, 0));
                    alongRows += Math.abs(image.sample(y, x, 0) - image.sample(y, x - 1, 0));
                }
            }
            assertThat(data.label(i) == 0).isEqualTo(alongColumns > alongRows);
        }
    }
}
