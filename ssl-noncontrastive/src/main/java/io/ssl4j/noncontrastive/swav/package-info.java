/**
 * SwAV (Caron et al. 2020, arXiv:2006.09882): the cluster assignment of one view of an image is predicted from the
 * others. {@link io.ssl4j.noncontrastive.swav.Swav} is the method, {@link io.ssl4j.noncontrastive.swav.SinkhornKnopp}
 * computes the assignments, and {@link io.ssl4j.noncontrastive.swav.SwavConfig} has its settings.
 */
package io.ssl4j.noncontrastive.swav;
