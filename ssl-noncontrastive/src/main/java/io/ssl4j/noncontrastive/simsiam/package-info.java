/**
 * SimSiam (Chen and He 2020, arXiv:2011.10566) and FastSiam (Pototzky et al. 2022): each view predicts the projections
 * of the others, which get no gradient. {@link io.ssl4j.noncontrastive.simsiam.SimSiam} is the method, {@link
 * io.ssl4j.noncontrastive.simsiam.SimSiamConfig} its settings.
 */
package io.ssl4j.noncontrastive.simsiam;
