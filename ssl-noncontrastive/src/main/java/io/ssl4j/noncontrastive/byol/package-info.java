/**
 * BYOL (Grill et al. 2020, arXiv:2006.07733): an online network learns to predict the output of a slowly moving target
 * for the other view. {@link io.ssl4j.noncontrastive.byol.Byol} is the method, {@link
 * io.ssl4j.noncontrastive.byol.ByolConfig} its settings.
 */
package io.ssl4j.noncontrastive.byol;
