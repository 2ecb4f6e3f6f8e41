package io.ssl4j.core.batch;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.image.Image;
import java.nio.FloatBuffer;
import java.util.List;

/** Two copies of {@link IndexImages} with a random value per pixel, a scalar with the index, and a masked sequence. */
final class IndexViews implements ViewGenerator<Image> {

    @Override
    public List<ViewSpec> layout() {
        return List.of(
                ViewSpec.of("pixels", 2, 1, 2, 3),
                ViewSpec.of("noise", 2, 5),
                ViewSpec.of("label", 1),
                ViewSpec.masked("steps", 2, 1, 2, 4));
    }

    @Override
    public void write(Image image, RandomKey key, ViewSlot slot) {
        int index = indexIn(image);
        for (int copy = 0; copy < 2; copy++) {
            FloatBuffer pixels = slot.row("pixels", copy);
            for (int i = 0; i < 6; i++) {
                pixels.put(i, (image.bytes()[i] & 0xFF) + copy * 1000);
            }
            RandomStream random = key.child(copy).stream();
            FloatBuffer noise = slot.row("noise", copy);
            while (noise.hasRemaining()) {
                noise.put(random.nextFloat());
            }
            FloatBuffer steps = slot.row("steps", copy);
            while (steps.hasRemaining()) {
                steps.put(index);
            }
            FloatBuffer mask = slot.mask("steps", copy);
            for (int step = 0; step < 4; step++) {
                mask.put(step <= index % 4 ? 1 : 0);
            }
        }
        slot.row("label", 0).put(index);
    }

    static int indexIn(Image image) {
        return (image.bytes()[0] & 0xFF) | (image.bytes()[1] & 0xFF) << 8;
    }
}
