/**
 * Decoding of TIFF files whose samples are numbers rather than colours: signed, 32-bit or float samples, and more bands
 * than a picture has. Samples keep their values. {@link io.ssl4j.core.vision.tiff.TiffNumbers} is the entrance.
 */
package io.ssl4j.core.vision.tiff;
