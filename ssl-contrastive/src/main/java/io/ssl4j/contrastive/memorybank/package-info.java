/**
 * Instance discrimination with a memory bank, NPID (Wu et al. 2018, arXiv:1805.01978): every sample is its own class,
 * whose weight vector is a running average of the sample's embeddings. {@link
 * io.ssl4j.contrastive.memorybank.MemoryBank} is the method, {@link io.ssl4j.contrastive.memorybank.MemoryBankConfig}
 * its settings.
 */
package io.ssl4j.contrastive.memorybank;
