/**
 * Images as a modality: {@link io.ssl4j.core.vision.ImageModality} combines the packages below, which read, augment and
 * encode images.
 */
package io.ssl4j.core.vision;
