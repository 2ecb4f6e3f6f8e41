/**
 * Alignment and uniformity: Wang and Isola 2020, "Understanding Contrastive Representation Learning through Alignment
 * and Uniformity on the Hypersphere", arXiv:2005.10242. Start at {@link
 * io.ssl4j.contrastive.alignuniform.AlignUniform}; its settings are in {@link
 * io.ssl4j.contrastive.alignuniform.AlignUniformConfig}.
 */
package io.ssl4j.contrastive.alignuniform;
