/**
 * The triplet loss with negatives from the batch: Schroff, Kalenichenko, Philbin 2015, "FaceNet: A Unified Embedding
 * for Face Recognition and Clustering", arXiv:1503.03832. Start at {@link io.ssl4j.contrastive.triplet.Triplet}; its
 * settings are in {@link io.ssl4j.contrastive.triplet.TripletConfig}.
 */
package io.ssl4j.contrastive.triplet;
