/**
 * SupCon: Khosla et al. 2020, "Supervised Contrastive Learning", arXiv:2004.11362. It learns from labels: a ceiling for
 * the methods that do not. Start at {@link io.ssl4j.contrastive.supcon.SupCon}; its settings are in {@link
 * io.ssl4j.contrastive.supcon.SupConConfig}.
 */
package io.ssl4j.contrastive.supcon;
