package io.ssl4j.core.vision.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.vision.image.ChannelOrder;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ViewGridTest {

    private static final int GAP = 4;
    private static final int TOP = 22;
    private static final int CELL = 96;

    @ParameterizedTest
    @EnumSource(ChannelOrder.class)
    void viewsStandBesideTheOriginalInItsColours(ChannelOrder order) {
        ImageInput input = ImageInput.of(2, 2, 3)
                .withOrder(order)
                .withNormalization(new float[] {0.4f, 0.5f, 0.6f}, new float[] {0.2f, 0.3f, 0.4f});
        Image image = Image.ofBytes(2, 2, 3, new byte[] {10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120});
        ImageViews same = ImageViews.pair(input, ImageAugmentation.builder().build());
        BufferedImage grid = ViewGrid.of(same).render(List.of(image, image), 1, CELL, RandomKey.of(1));
        assertThat(grid.getWidth()).isEqualTo(GAP + 3 * (CELL + GAP));
        assertThat(grid.getHeight()).isEqualTo(TOP + 2 * (CELL + GAP));
        for (int row = 0; row < 2; row++) {
            for (int cell = 0; cell < 3; cell++) {
                int left = GAP + cell * (CELL + GAP);
                int top = TOP + row * (CELL + GAP);
                assertThat(grid.getRGB(left, top) & 0xFFFFFF).isEqualTo(10 << 16 | 20 << 8 | 30);
                assertThat(grid.getRGB(left + CELL - 1, top + 3) & 0xFFFFFF).isEqualTo(40 << 16 | 50 << 8 | 60);
                assertThat(grid.getRGB(left + CELL - 1, top + CELL - 1) & 0xFFFFFF)
                        .isEqualTo(100 << 16 | 110 << 8 | 120);
            }
        }
        assertThat(grid.getRGB(GAP + CELL + 1, TOP) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    /** A label is ink above its column; what it says is that of the layout. */
    @Test
    void everyColumnIsLabelled() {
        ImageInput input = ImageInput.of(28, 28, 3);
        BufferedImage grid = ViewGrid.of(Recipes.BYOL.views(input), input)
                .render(List.of(TestImages.pattern(28, 28, 3)), 1, 84, RandomKey.of(1));
        for (int column = 0; column < 3; column++) {
            int ink = 0;
            for (int x = GAP + column * (84 + GAP); x < GAP + column * (84 + GAP) + 84; x++) {
                for (int y = 0; y < TOP; y++) {
                    ink += (grid.getRGB(x, y) & 0xFF) < 128 ? 1 : 0;
                }
            }
            assertThat(ink).as("column %d", column).isGreaterThan(20);
        }
        assertThat(Recipes.DINO.views(input).layout().get(1).label(2)).isEqualTo("local 3");
        assertThat(Recipes.BYOL.views(input).layout().get(0).label(1)).isEqualTo("view 2");
    }

    @Test
    void grayImagesAndOtherSizesAreShown() {
        ImageInput input = ImageInput.of(28, 28, 1);
        BufferedImage grid = ViewGrid.of(Recipes.DINO.adaptedTo(input).views(input), input)
                .render(List.of(TestImages.pattern(16, 200, 1)), 2, 28, RandomKey.of(1));
        int color = grid.getRGB(GAP + 3, TOP + 3);
        assertThat(color & 0xFF).isEqualTo(color >> 8 & 0xFF).isEqualTo(color >> 16 & 0xFF);
        assertThat(grid.getWidth())
                .as("columns of small views are as wide as their labels")
                .isGreaterThan(GAP + 28 + GAP + 2 * (2 * (28 + GAP) + 6 * (12 + GAP)));
    }

    @Test
    void emptyGridIsRefused() {
        ImageInput input = ImageInput.of(8, 8, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ViewGrid.of(Recipes.SIMCLR.views(input), input).render(List.of(), 1, 8, RandomKey.of(1)))
                .withMessage(
                        "a grid needs at least 1 sample, 1 repeat and cells of 1 pixel, got 0 samples, 1 repeats and"
                                + " cells of 8");
    }
}
