/**
 * Training: {@link io.ssl4j.core.method.SslMethod} says what to feed and what to minimise,
 * {@link io.ssl4j.core.train.Trainer} does everything else. Start at {@code Trainer.builder()}.
 *
 * <p>A run is a pure function of its data, its settings and its seed (and of the number of compute threads): stopped
 * and resumed from a {@link io.ssl4j.core.checkpoint.Checkpoint}, it gives the same bits as an uninterrupted run.
 *
 * <p>{@link io.ssl4j.core.train.event.TrainingListener}s watch a run: {@link io.ssl4j.core.log.Progress} for a person,
 * {@link io.ssl4j.core.log.MetricsLog} for a file. {@link io.ssl4j.core.train.RunControl} stops one cleanly.
 */
package io.ssl4j.core.train;
