/**
 * Detecting collapse without labels: methods that compare embeddings can end up with embeddings that are all the same,
 * or that lie in a few directions. Start at {@link io.ssl4j.core.monitor.CollapseMonitor}; it measures {@link
 * io.ssl4j.core.monitor.EmbeddingHealth}.
 */
package io.ssl4j.core.monitor;
