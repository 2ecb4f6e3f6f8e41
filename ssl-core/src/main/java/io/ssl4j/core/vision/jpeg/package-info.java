/**
 * Decodes the most common JPEG files of cameras and tools (baseline, ITU-T T.81 process "sequential DCT, Huffman, 8
 * bit"), faster than the decoder of the Java library and optionally at a reduced size. Start at {@link
 * io.ssl4j.core.vision.jpeg.JpegDecoder}. At full size the samples are those of the Java library's decoder (libjpeg 6b)
 * to the bit: the same integer transform, the same smooth upsampling of chroma, the same colour arithmetic.
 *
 * <p>Speed comes from the layout: the coefficients of a row of blocks are stored coefficient by coefficient, so that
 * the inverse transform, the upsampling and the colour conversion are plain loops over {@code int} arrays, which the
 * JIT compiler vectorises.
 */
package io.ssl4j.core.vision.jpeg;
