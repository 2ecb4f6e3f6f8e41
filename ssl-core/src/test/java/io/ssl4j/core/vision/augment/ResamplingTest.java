package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.assertClose;
import static io.ssl4j.core.vision.augment.TestImages.constant;
import static io.ssl4j.core.vision.augment.TestImages.pattern;
import static io.ssl4j.core.vision.augment.TestImages.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Figures: torchvision 0.14.1 with PyTorch 1.13.0, {@code resized_crop(tensor, top, left, h, w, size, antialias=True)}
 * on {@link TestImages#pattern}.
 */
class ResamplingTest {

    @Test
    void shrinkingAgreesWithTorchvision() {
        float[] expected = {
            0.707213f, 0.260714f, 0.656793f, 0.446436f, 0.603486f, 0.696794f, 0.513974f, 0.479801f, 0.509368f,
            0.259174f, 0.440126f, 0.567297f, 0.334532f, 0.507516f, 0.555011f, 0.559429f, 0.422561f, 0.483999f,
            0.342242f, 0.453256f, 0.514694f, 0.418410f, 0.382244f, 0.429739f, 0.525560f, 0.545168f, 0.313796f,
            0.606909f, 0.429318f, 0.395145f, 0.607843f, 0.621475f, 0.396078f, 0.444188f, 0.463795f, 0.501331f
        };
        assertClose(crop(pattern(7, 9, 3), 1, 2, 5, 6, 3, 4), expected, 2e-6f);
    }

    @Test
    void enlargingAgreesWithTorchvision() {
        float[] expected = {
            0.411765f, 0.518431f, 0.678431f, 0.838431f, 0.945098f, 0.519608f, 0.633137f, 0.803431f, 0.597255f,
            0.459804f, 0.649020f, 0.620196f, 0.576961f, 0.383137f, 0.253922f, 0.756863f, 0.483922f, 0.074510f,
            0.267451f, 0.396078f
        };
        assertClose(crop(pattern(5, 5, 1), 1, 1, 3, 3, 4, 5), expected, 2e-6f);
    }

    @Test
    void shrinkingByLargeFactorsAgreesWithTorchvision() {
        float[] expected = {
            0.498885f, 0.483503f, 0.509685f, 0.519163f, 0.501462f, 0.482561f, 0.440842f, 0.467650f, 0.483351f,
            0.472832f, 0.464581f, 0.520395f
        };
        assertClose(crop(pattern(16, 20, 1), 0, 0, 16, 20, 3, 4), expected, 2e-6f);
    }

    @Test
    void shrinkingRowsWhileEnlargingColumnsAgreesWithTorchvision() {
        float[] expected = {
            0.120224f, 0.251204f, 0.425845f, 0.600486f, 0.674734f, 0.705322f, 0.414060f, 0.560593f, 0.653945f,
            0.441224f, 0.412147f, 0.436251f, 0.673266f, 0.520708f, 0.390754f, 0.481173f, 0.522621f, 0.541463f,
            0.237423f, 0.355070f, 0.483249f, 0.525378f, 0.438431f, 0.340952f
        };
        assertClose(crop(pattern(9, 4, 1), 0, 0, 9, 4, 4, 6), expected, 2e-6f);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void wholeImageAtItsOwnSizeIsTheImage(int channels) {
        Image image = pattern(6, 11, channels);
        assertThat(crop(image, 0, 0, 6, 11, 6, 11)).containsExactly(samples(image));
    }

    @ParameterizedTest
    @CsvSource({"1,5,9", "2,40,3", "3,16,31", "4,1,1"})
    void constantImageStaysConstant(int channels, int height, int width) {
        for (float sample : crop(constant(16, 20, channels, 0.3f), 2, 3, 13, 16, height, width)) {
            assertThat(sample).isBetween(0.3f - 1e-6f, 0.3f + 1e-6f);
        }
    }

    @Test
    void checkerboardShrinksToItsMean() {
        float[] samples = new float[32 * 32];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (i / 32 + i) % 2;
        }
        float[] shrunk = crop(Image.ofFloats(32, 32, 1, samples), 0, 0, 32, 32, 8, 8);
        for (int y = 1; y < 7; y++) {
            for (int x = 1; x < 7; x++) {
                assertThat(shrunk[y * 8 + x]).isBetween(0.5f - 1e-6f, 0.5f + 1e-6f);
            }
        }
    }

    @Test
    void channelsAreResampledAlike() {
        float[] one = crop(pattern(9, 7, 1), 1, 0, 7, 6, 5, 8);
        for (int channels = 2; channels <= 4; channels++) {
            float[] many = crop(pattern(9, 7, channels), 1, 0, 7, 6, 5, 8);
            float[] first = new float[one.length];
            for (int i = 0; i < first.length; i++) {
                first[i] = many[i * channels];
            }
            assertClose(first, one, 1e-7f);
        }
    }

    @Test
    void byteAndFloatImagesAgree() {
        Image bytes = pattern(12, 10, 3);
        Image floats = Image.ofFloats(12, 10, 3, samples(bytes));
        assertClose(crop(bytes, 1, 1, 9, 8, 7, 7), crop(floats, 1, 1, 9, 8, 7, 7), 1 / 510f);
    }

    private static float[] crop(Image image, int top, int left, int h, int w, int height, int width) {
        ImageBuffer target = new ImageBuffer();
        target.reshape(height, width, image.channels());
        target.resampler().window(top, left, h, w);
        target.resampler().resample(image, height, width, target.planes());
        return samples(target);
    }
}
