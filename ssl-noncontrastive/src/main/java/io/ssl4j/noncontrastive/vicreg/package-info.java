/**
 * VICReg: Bardes, Ponce, LeCun 2022, "VICReg: Variance-Invariance-Covariance Regularization for Self-Supervised
 * Learning", arXiv:2105.04906. Start at {@link io.ssl4j.noncontrastive.vicreg.VicReg}; its settings are in {@link
 * io.ssl4j.noncontrastive.vicreg.VicRegConfig}.
 */
package io.ssl4j.noncontrastive.vicreg;
