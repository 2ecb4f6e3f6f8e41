package io.ssl4j.core.vision.jpeg;

/**
 * A decoded picture.
 *
 * @param height rows
 * @param width columns
 * @param channels 1 gray, 3 red, green and blue
 * @param samples 8-bit samples, interleaved, row by row
 */
public record JpegPicture(int height, int width, int channels, byte[] samples) {}
