/**
 * W-MSE: Ermolov, Siarohin, Sangineto, Sebe 2021, "Whitening for Self-Supervised Representation Learning",
 * arXiv:2007.06346. Start at {@link io.ssl4j.noncontrastive.wmse.WMse}; its settings are in {@link
 * io.ssl4j.noncontrastive.wmse.WMseConfig}.
 */
package io.ssl4j.noncontrastive.wmse;
