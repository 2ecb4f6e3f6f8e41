package io.ssl4j.core.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.ssl4j.core.testing.SyntheticImages;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ImageResamplerTest {

    private final Image image = SyntheticImages.noise(1, 40, 36, 3, 5).get(0);
    private final ImageResampler resampler = new ImageResampler();
    private final float[][] target = new float[3][10 * 8];

    /** Cutting first, then resampling the whole piece: nothing outside the window counts. */
    @Test
    void windowIsAsIfCutOutFirst() {
        byte[] piece = new byte[13 * 17 * 3];
        for (int y = 0; y < 13; y++) {
            System.arraycopy(image.bytes(), ((5 + y) * 36 + 9) * 3, piece, y * 17 * 3, 17 * 3);
        }
        float[][] expected = new float[3][10 * 8];
        resampler.window(0, 0, 13, 17);
        resampler.resample(Image.ofBytes(13, 17, 3, piece), 10, 8, expected);
        resampler.window(5, 9, 13, 17);
        resampler.resample(image, 10, 8, target);
        assertThat(target).isDeepEqualTo(expected);
    }

    /**
     * A part of the image is seen with what lies beside it: the average of two neighbours at a shift of half a sample.
     */
    @Test
    void centrePartMayLieBetweenSamples() {
        resampler.centerPart(40, 36, 10, 7);
        resampler.resample(image, 10, 7, target);
        for (int x = 0; x < 7; x++) {
            float left = image.sample(15, 14 + x, 1);
            float right = image.sample(15, 15 + x, 1);
            assertThat(target[1][x]).isCloseTo((left + right) / 2, within(1e-6f));
        }
    }

    @Test
    void allocatesNothingOnceTheLargestPartWasSeen() {
        resampler.window(0, 0, 40, 36);
        resampler.resample(image, 10, 8, target);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            resampler.window(i % 7, i % 5, 20 + i % 13, 15 + i % 11);
            resampler.resample(image, 10, 8, target);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100 * Long.BYTES);
    }
}
