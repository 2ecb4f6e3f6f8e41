package io.ssl4j.core.series.picture;

import static io.ssl4j.core.series.augment.SeriesSamples.constant;
import static io.ssl4j.core.series.augment.SeriesSamples.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import io.ssl4j.core.series.augment.SeriesAugmentation;
import io.ssl4j.core.series.augment.SeriesRecipes;
import io.ssl4j.core.series.augment.SeriesViews;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesPictureTest {

    private static final RandomKey KEY = RandomKey.of(1);
    private static final SeriesInput INPUT = SeriesInput.of(2, 40).withVariable(true);

    private static int count(BufferedImage image, Color color, int fromX, int toX) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = fromX; x < toX; x++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == (color.getRGB() & 0xFFFFFF) ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void thePaddedPartIsShadedAndChannelsHaveTheirColours() {
        BufferedImage image = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = PictureStyle.pen(image);
        float[] values = new float[2 * 40];
        for (int t = 0; t < 30; t++) {
            values[2 * t] = 0.98f;
            values[2 * t + 1] = -1.02f;
        }
        new SeriesPanel(0, 0, 200, 100, -2, 2).draw(pen, new Trace("a", values, 2, 30, 40));
        assertThat(count(image, PictureStyle.PADDING, 0, 150)).isZero();
        assertThat(count(image, PictureStyle.PADDING, 150, 200)).isGreaterThan(4500);
        assertThat(image.getRGB(70, 25) & 0xFFFFFF)
                .isEqualTo(PictureStyle.channel(0).getRGB() & 0xFFFFFF);
        assertThat(image.getRGB(70, 75) & 0xFFFFFF)
                .isEqualTo(PictureStyle.channel(1).getRGB() & 0xFFFFFF);
        assertThat(image.getRGB(70, 50) & 0xFFFFFF).isEqualTo(PictureStyle.AXIS.getRGB() & 0xFFFFFF);
        assertThat(count(image, PictureStyle.channel(0), 150, 200))
                .as("no line over padding")
                .isZero();
    }

    @Test
    void aRowIsTheOriginalAndAllViewsAndShorterRowsAreNarrower() {
        SeriesPicture picture = SeriesPicture.of(SeriesRecipes.MULTI_CROP.views(INPUT), INPUT);
        BufferedImage image = picture.render(List.of(noise(2, 40, 1), noise(2, 25, 2)), 2, 200, 60, KEY);
        assertThat(image.getWidth()).isEqualTo(44 + 5 * 210 + 8 * 110);
        assertThat(image.getHeight()).isEqualTo(26 + 60 + 10 + 60 + 20 + 22);
        BufferedImage titled = picture.withTitle("name").render(List.of(noise(2, 40, 1)), 1, 200, 60, KEY);
        assertThat(titled.getHeight()).isEqualTo(26 + 24 + 60 + 20 + 22);
        assertThat(count(titled, PictureStyle.channel(1), 44, 244)).isGreaterThan(50);
    }

    @Test
    void theSameKeyDrawsTheSamePicture() {
        SeriesPicture picture = SeriesPicture.of(SeriesRecipes.DEFAULT.views(INPUT), INPUT);
        int[] first = pixels(picture, KEY);
        assertThat(pixels(picture, KEY)).isEqualTo(first);
        assertThat(pixels(picture, RandomKey.of(2))).isNotEqualTo(first);
    }

    private static int[] pixels(SeriesPicture picture, RandomKey key) {
        BufferedImage image = picture.render(List.of(noise(2, 30, 3)), 1, 100, 40, key);
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void constantAndOneStepSeriesCanBeDrawn() {
        for (Series series : List.of(constant(1, 1, 3), constant(1, 5, 0))) {
            SeriesInput input = SeriesInput.of(1, series.length());
            BufferedImage image = SeriesPicture.of(SeriesViews.pair(input, SeriesAugmentation.none()))
                    .render(List.of(series), 1, 60, 40, KEY);
            assertThat(count(image, PictureStyle.channel(0), 44, 104)).isPositive();
        }
    }

    @Test
    void wrongSizesAreRefused() {
        SeriesPicture picture = SeriesPicture.of(SeriesRecipes.DEFAULT.views(INPUT), INPUT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> picture.render(List.of(), 1, 100, 40, KEY))
                .withMessage("a picture needs at least 1 sample, 1 repeat and cells of 16 x 16 pixels, got 0 samples, 1"
                        + " repeats and cells of 100 x 40");
    }
}
