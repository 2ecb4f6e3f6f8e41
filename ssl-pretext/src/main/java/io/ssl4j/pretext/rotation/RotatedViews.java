package io.ssl4j.pretext.rotation;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.augment.ImageAugmentation;
import io.ssl4j.core.vision.augment.RightAngleRotation;
import io.ssl4j.core.vision.dataset.ImageFit;
import io.ssl4j.core.vision.image.Framing;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageBuffer;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.core.vision.image.Preprocessing;
import java.util.List;

/**
 * Makes one random view of each image in all four right-angle rotations: copy k of the view {@value #ROTATED} is
 * rotated by k quarter turns, counter-clockwise. Immutable and safe for use by several threads.
 */
public final class RotatedViews implements ViewGenerator<Image> {

    /** The view's name. */
    public static final String ROTATED = "rotated";

    /** Copies per image: 0, 90, 180 and 270 degrees. */
    public static final int ROTATIONS = 4;

    private final ImageAugmentation augmentation;
    private final Preprocessing preprocessing;
    private final ThreadLocal<ImageBuffer> pictures = ThreadLocal.withInitial(ImageBuffer::new);

    private RotatedViews(ImageAugmentation augmentation, Preprocessing preprocessing) {
        this.augmentation = augmentation;
        this.preprocessing = preprocessing;
    }

    /**
     * Makes rotated views for an encoder's input.
     *
     * @param input the encoder's input; must be square
     * @param augmentation makes the view that is rotated, at the input's size, before normalisation
     * @throws IllegalArgumentException if the input is not square, or the augmentation makes another size, normalises,
     *     or cannot work on the input's channel count
     */
    public static RotatedViews of(ImageInput input, ImageAugmentation augmentation) {
        if (input.height() != input.width()) {
            throw new IllegalArgumentException(
                    "views that are rotated by right angles must be square, but the encoder's" + " input is "
                            + input.height() + " x " + input.width() + "; use an encoder with a square input");
        }
        Framing framing = augmentation.framing();
        if (framing != null && (framing.height() != input.height() || framing.width() != input.width())) {
            throw new IllegalArgumentException("the augmentation must make views of the encoder's input size, "
                    + input.height() + " x " + input.width() + ", got " + framing.height() + " x " + framing.width()
                    + "; change its crop");
        }
        if (augmentation.normalizes()) {
            throw new IllegalArgumentException("the augmentation must not normalise, since the encoder's input does"
                    + " (mean and deviation are in the saved file); leave its Normalize out");
        }
        augmentation.requireChannels(input.channels());
        return new RotatedViews(augmentation, Preprocessing.of(input));
    }

    @Override
    public List<ViewSpec> layout() {
        return List.of(ViewSpec.of(ROTATED, ROTATIONS, preprocessing.input().rowShape()));
    }

    @Override
    public String describe() {
        return "all four right-angle rotations of: " + augmentation;
    }

    @Override
    public void check(Dataset<Image> data) {
        ImageFit.require(data, preprocessing.input(), augmentation.framing() != null);
    }

    @Override
    public void write(Image sample, RandomKey key, ViewSlot slot) {
        if (sample.channels() != preprocessing.input().channels()) {
            throw new IllegalArgumentException("every image must have the channel count of the encoder's input, "
                    + preprocessing.input().channels() + ", got an image of " + sample.shape()
                    + "; convert the images, or build the encoder for them");
        }
        ImageBuffer picture = pictures.get();
        augmentation.apply(sample, picture, new RandomStream(key));
        for (int turns = 0; turns < ROTATIONS; turns++) {
            if (turns > 0) {
                RightAngleRotation.rotate(picture, 1);
            }
            preprocessing.write(picture, slot.row(ROTATED, turns));
        }
    }
}
