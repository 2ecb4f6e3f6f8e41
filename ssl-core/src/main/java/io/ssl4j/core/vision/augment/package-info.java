/**
 * Turning images into views.
 *
 * <p>A {@link io.ssl4j.core.vision.augment.ImageAugmentation} is an immutable pipeline: a {@link
 * io.ssl4j.core.vision.image.Framing} reads a part of the raw image into an {@link
 * io.ssl4j.core.vision.image.ImageBuffer} of the view's size, then {@link io.ssl4j.core.vision.augment.ImageOperation}s
 * change the buffer in place. {@link io.ssl4j.core.vision.augment.ImageViews} arranges pipelines into the named views
 * of a training step (a pair, an asymmetric pair, multi-crop) and writes them, normalised, into the batch. {@link
 * io.ssl4j.core.vision.augment.Recipes} holds the published arrangements, and {@link
 * io.ssl4j.core.vision.image.Preprocessing} is the same last step without randomness, for embedding and evaluation.
 *
 * <p>Everything except the buffer is immutable and safe for use by several threads; randomness comes only from the
 * {@link io.ssl4j.core.random.RandomStream} that is passed in. Start reading at {@link
 * io.ssl4j.core.vision.augment.ImageAugmentation}.
 */
package io.ssl4j.core.vision.augment;
