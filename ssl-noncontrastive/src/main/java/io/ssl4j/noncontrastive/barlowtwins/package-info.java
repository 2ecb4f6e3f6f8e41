/**
 * Barlow Twins: Zbontar, Jing, Misra, LeCun, Deny 2021, "Barlow Twins: Self-Supervised Learning via Redundancy
 * Reduction", arXiv:2103.03230. Start at {@link io.ssl4j.noncontrastive.barlowtwins.BarlowTwins}; the loss is in
 * {@link io.ssl4j.noncontrastive.barlowtwins.BarlowTwinsLoss}.
 */
package io.ssl4j.noncontrastive.barlowtwins;
