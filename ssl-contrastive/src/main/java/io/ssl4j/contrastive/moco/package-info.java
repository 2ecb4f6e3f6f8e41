/**
 * Momentum contrast: queries of an encoder against keys of its moving average. {@link io.ssl4j.contrastive.moco.MoCo}
 * keeps the keys of past batches in a queue (v1: He et al. 2019, arXiv:1911.05722; v2: Chen et al. 2020,
 * arXiv:2003.04297); {@link io.ssl4j.contrastive.moco.MoCoV3} uses those of the batch and has a predictor (Chen, Xie,
 * He 2021, arXiv:2104.02057).
 */
package io.ssl4j.contrastive.moco;
