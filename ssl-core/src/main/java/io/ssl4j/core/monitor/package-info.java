/**
 * Whether what a run learns is worth anything, told without labels: methods that compare embeddings can end where all
 * embeddings are the same, or lie in few directions. Start at {@link io.ssl4j.core.monitor.CollapseMonitor}; its figures
 * are those of {@link io.ssl4j.core.monitor.EmbeddingHealth}.
 */
package io.ssl4j.core.monitor;
