package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.vision.image.Image;

/** The images of a user's data set. */
record WrappedImageStore(Dataset<Image> images) implements ImageStore {

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public Image get(int index) {
        return images.get(index);
    }

    @Override
    public String name(int index) {
        return images.name(index);
    }
}
