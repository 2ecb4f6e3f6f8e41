/**
 * Images and operations on whole images: {@link io.ssl4j.core.vision.image.Image}, the encoder input {@link
 * io.ssl4j.core.vision.image.ImageInput}, resizing and statistics.
 */
package io.ssl4j.core.vision.image;
