/**
 * Images as a modality: {@link io.ssl4j.core.vision.ImageModality} ties together the packages below, which read, augment and
 * encode images.
 */
package io.ssl4j.core.vision;
