package io.ssl4j.core.batch;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.vision.image.Image;

/** Images of 2 x 3 x 1 whose first two pixels are their index, low byte first. */
record IndexImages(int size) implements Dataset<Image> {

    @Override
    public Image get(int index) {
        byte[] pixels = {(byte) index, (byte) (index >> 8), 1, 2, 3, 4};
        return Image.ofBytes(2, 3, 1, pixels);
    }

    @Override
    public String name(int index) {
        return "image-" + index + ".png";
    }
}
