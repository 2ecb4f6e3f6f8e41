package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.apply;
import static io.ssl4j.core.vision.augment.TestImages.assertClose;
import static io.ssl4j.core.vision.augment.TestImages.buffer;
import static io.ssl4j.core.vision.augment.TestImages.pattern;
import static io.ssl4j.core.vision.augment.TestImages.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeometryTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void flipsMirrorAndUndoThemselves(int channels) {
        Image image = pattern(5, 8, channels);
        for (Flip flip : Flip.values()) {
            ImageBuffer picture = buffer(image);
            flip.apply(picture, null);
            for (int y = 0; y < 5; y++) {
                for (int x = 0; x < 8; x++) {
                    float expected = flip == Flip.HORIZONTAL
                            ? image.sample(y, 7 - x, channels - 1)
                            : image.sample(4 - y, x, channels - 1);
                    assertThat(picture.plane(channels - 1)[y * 8 + x]).isEqualTo(expected, within(1e-7f));
                }
            }
            flip.apply(picture, null);
            assertThat(samples(picture)).containsExactly(samples(image));
        }
    }

    @Test
    void quarterTurnIsCounterClockwise() {
        // torch.rot90([[1, 2], [3, 4]]) = [[2, 4], [1, 3]]
        ImageBuffer picture = buffer(2, 2, 1, 1, 2, 3, 4);
        RightAngleRotation.rotate(picture, 1);
        assertThat(samples(picture)).containsExactly(2, 4, 1, 3);
        RightAngleRotation.rotate(picture, 3);
        assertThat(samples(picture)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void quarterTurnsAddUp() {
        Image image = pattern(7, 7, 3);
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                ImageBuffer twice = buffer(image);
                RightAngleRotation.rotate(twice, a);
                RightAngleRotation.rotate(twice, b);
                assertThat(samples(twice)).containsExactly(apply(RightAngleRotation.of((a + b) % 4), image, 0));
            }
        }
    }

    @Test
    void randomTurnsTakeAllFourValuesEquallyOften() {
        int[] counts = new int[4];
        for (int seed = 0; seed < 4000; seed++) {
            float[] turned =
                    apply(RightAngleRotation.random(), Image.ofFloats(2, 2, 1, new float[] {1, 0, 0, 0}), seed);
            counts[turned[0] == 1 ? 0 : turned[1] == 1 ? 1 : turned[2] == 1 ? 2 : 3]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(850, 1150);
        }
    }

    @Test
    void quarterTurnOfLongPictureIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RightAngleRotation.rotate(buffer(pattern(16, 200, 1)), 1))
                .withMessage(
                        "a quarter turn needs a square picture, got 16 x 200 x 1; crop or resize to a square before it");
        ImageBuffer half = buffer(pattern(16, 200, 1));
        RightAngleRotation.rotate(half, 2);
        assertThat(half.plane(0)[0]).isEqualTo(pattern(16, 200, 1).sample(15, 199, 0), within(1e-7f));
        assertThatIllegalArgumentException().isThrownBy(() -> RightAngleRotation.of(4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void affineWithoutChangeIsTheImage(int channels) {
        Image image = pattern(16, 20, channels);
        assertClose(apply(RandomAffine.rotation(0), image, 1), samples(image), 1e-6f);
    }

    @Test
    void affineTurnsShiftsAndScalesAboutTheCentre() {
        float[] spot = new float[21 * 21];
        spot[10 * 21 + 10] = 1;
        Image middle = Image.ofFloats(21, 21, 1, spot);
        assertThat(apply(RandomAffine.rotation(30), middle, 5)[10 * 21 + 10]).isEqualTo(1, within(1e-5f));
        float[] shifted = apply(RandomAffine.rotation(0).withTranslate(0.3), middle, 5);
        double mass = 0;
        double x = 0;
        for (int i = 0; i < shifted.length; i++) {
            mass += shifted[i];
            x += shifted[i] * (i % 21);
        }
        assertThat(mass).isCloseTo(1, within(1e-5));
        assertThat(Math.abs(x - 10)).isBetween(1e-3, 6.3);
        float[] disc = apply(RandomAffine.rotation(0).withScale(2, 2), block(), 1);
        double area = 0;
        for (float sample : disc) {
            area += sample;
        }
        assertThat(area).isCloseTo(4 * 25, within(1.0));
    }

    /** A block of 5 x 5 in the middle of 21 x 21. */
    private static Image block() {
        float[] samples = new float[21 * 21];
        for (int y = 8; y < 13; y++) {
            for (int x = 8; x < 13; x++) {
                samples[y * 21 + x] = 1;
            }
        }
        return Image.ofFloats(21, 21, 1, samples);
    }

    @Test
    void affineFillsWhatLiesOutside() {
        RandomAffine away = new RandomAffine(0, 1, 1, 1, 0.25f);
        float[] moved = apply(away, TestImages.constant(8, 8, 1, 1), 11);
        assertThat(moved).contains(0.25f);
    }
}
