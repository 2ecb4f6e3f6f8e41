/**
 * NNCLR (Dwibedi et al. 2021, arXiv:2104.14548): the positive of a view is the other view's nearest neighbour among
 * projections of past batches. {@link io.ssl4j.contrastive.nnclr.NnClr} is the method,
 * {@link io.ssl4j.contrastive.nnclr.NnClrConfig} its settings.
 */
package io.ssl4j.contrastive.nnclr;
