/**
 * BYOL (Grill et al. 2020, arXiv:2006.07733): an online network learns to predict what a slowly following target makes of
 * the other view. {@link io.ssl4j.noncontrastive.byol.Byol} is the method,
 * {@link io.ssl4j.noncontrastive.byol.ByolConfig} its settings.
 */
package io.ssl4j.noncontrastive.byol;
