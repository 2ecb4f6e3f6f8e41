package io.ssl4j.core.vision.jpeg;

/**
 * One component of a frame: luma, or one of the two of chroma.
 *
 * @param horizontal blocks side by side in a minimum coded unit, 1 or 2
 * @param vertical blocks below each other in a minimum coded unit, 1 or 2
 * @param quantization step of each coefficient, in zigzag order
 * @param dc code of the first coefficients
 * @param ac code of the others
 */
record Component(int horizontal, int vertical, int[] quantization, HuffmanTable dc, HuffmanTable ac) {}
