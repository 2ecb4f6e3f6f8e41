/**
 * Listeners that record a run: {@link io.ssl4j.core.log.Progress} for a person, {@link io.ssl4j.core.log.MetricsLog}
 * for files, {@link io.ssl4j.core.log.TensorBoardLog}, and {@link io.ssl4j.core.log.Dl4jListeners} for DL4J's own
 * listeners.
 */
package io.ssl4j.core.log;
