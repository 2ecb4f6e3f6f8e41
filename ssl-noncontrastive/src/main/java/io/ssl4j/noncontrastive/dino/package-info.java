/**
 * DINO (Caron et al. 2021, arXiv:2104.14294): a student learns to match the centred and sharpened output of its own
 * moving average for other crops of an image. {@link io.ssl4j.noncontrastive.dino.Dino} is the method, {@link
 * io.ssl4j.noncontrastive.dino.DinoConfig} its settings.
 */
package io.ssl4j.noncontrastive.dino;
