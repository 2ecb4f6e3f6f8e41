/**
 * Rotation prediction (RotNet): Gidaris, Singh, Komodakis 2018, "Unsupervised Representation Learning by Predicting
 * Image Rotations", arXiv:1803.07728. Start at {@link io.ssl4j.pretext.rotation.RotationPrediction}.
 */
package io.ssl4j.pretext.rotation;
