/**
 * SimCLR: Chen, Kornblith, Norouzi, Hinton 2020, "A Simple Framework for Contrastive Learning of Visual
 * Representations", arXiv:2002.05709. Start at {@link io.ssl4j.contrastive.simclr.SimClr}; its settings are in {@link
 * io.ssl4j.contrastive.simclr.SimClrConfig}.
 */
package io.ssl4j.contrastive.simclr;
