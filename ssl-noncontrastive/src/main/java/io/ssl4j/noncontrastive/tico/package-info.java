/**
 * TiCo: Zhu, Moraes, Karakulak, Sobol, Canziani, LeCun 2022, "TiCo: Transformation Invariance and Covariance Contrast
 * for Self-Supervised Visual Representation Learning", arXiv:2206.10698. Start at {@link
 * io.ssl4j.noncontrastive.tico.TiCo}; its settings are in {@link io.ssl4j.noncontrastive.tico.TiCoConfig}.
 */
package io.ssl4j.noncontrastive.tico;
