package io.ssl4j.core.vision.augment;

import static io.ssl4j.core.vision.augment.TestImages.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.ImageResampler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Area, ratio and place of 100,000 random crops against the quantiles of torchvision's, which {@code torch_crops.py}
 * has written from 300,000 of its own, for photographs, small images and strips into which most crops do not fit.
 */
class CropDistributionTest {

    private static final int DRAWS = 100_000;
    private static final int TORCH_DRAWS = 300_000;

    /**
     * Standard errors of a difference between two samples' parts: one of 200 figures is beyond in 10,000 runs of a
     * seed.
     */
    private static final double ERRORS = 5;

    private record Image(int height, int width, double scaleMin, double scaleMax) {}

    @Test
    void cropsAreDistributedAsTorchvisions() {
        Map<Image, List<String[]>> images = new LinkedHashMap<>();
        for (String[] cells : TorchOperationsTest.lines("/augment/torch_crops.csv")) {
            Image image = new Image(
                    Integer.parseInt(cells[0]),
                    Integer.parseInt(cells[1]),
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]));
            images.computeIfAbsent(image, key -> new ArrayList<>()).add(cells);
        }
        assertThat(images).hasSize(4);
        images.forEach((image, figures) -> {
            Map<String, double[]> drawn = draw(image);
            for (String[] cells : figures) {
                double value = Double.parseDouble(cells[5]);
                double expected = Double.parseDouble(cells[6]);
                double error = Math.sqrt(expected * (1 - expected) * (1.0 / DRAWS + 1.0 / TORCH_DRAWS));
                assertThat(part(drawn.get(cells[4]), value))
                        .as("the part of crops of %s whose %s is at most %s", image, cells[4], value)
                        .isCloseTo(expected, within(ERRORS * error + 1e-6));
            }
        });
    }

    private static Map<String, double[]> draw(Image image) {
        RandomResizedCrop crop = RandomResizedCrop.of(8, 8).withScale(image.scaleMin(), image.scaleMax());
        ImageResampler window = new ImageResampler();
        RandomStream random = stream(7);
        Map<String, double[]> drawn = new LinkedHashMap<>();
        List.of("area", "ratio", "x", "y").forEach(name -> drawn.put(name, new double[DRAWS]));
        for (int i = 0; i < DRAWS; i++) {
            crop.choose(image.height(), image.width(), window, random);
            double h = window.height();
            double w = window.width();
            drawn.get("area")[i] = h * w / (image.height() * image.width());
            drawn.get("ratio")[i] = w / h;
            drawn.get("x")[i] = (window.left() + w / 2) / image.width();
            drawn.get("y")[i] = (window.top() + h / 2) / image.height();
        }
        return drawn;
    }

    private static double part(double[] values, double limit) {
        int count = 0;
        for (double value : values) {
            count += value <= limit + 1e-9 ? 1 : 0;
        }
        return (double) count / values.length;
    }
}
