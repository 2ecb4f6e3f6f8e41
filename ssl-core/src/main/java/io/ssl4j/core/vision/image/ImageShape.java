package io.ssl4j.core.vision.image;

/**
 * The size of an image.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels samples per pixel, at least 1
 */
public record ImageShape(int height, int width, int channels) {

    public ImageShape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("an image needs height, width and channels of at least 1, got " + height
                    + " x " + width + " x " + channels);
        }
    }

    /** Returns the shape of one image. */
    public static ImageShape of(Image image) {
        return new ImageShape(image.height(), image.width(), image.channels());
    }

    /** The shape with rows and columns exchanged. */
    public ImageShape transposed() {
        return new ImageShape(width, height, channels);
    }

    /** "28 x 28 x 1", as {@link Image#shape()}. */
    @Override
    public String toString() {
        return height + " x " + width + " x " + channels;
    }
}
