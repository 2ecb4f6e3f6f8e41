/**
 * Checkpoint files: a run's settings, position and state, written completely or not at all, with every byte verified
 * when read. Start at {@link io.ssl4j.core.checkpoint.Checkpoint} and {@link io.ssl4j.core.checkpoint.CheckpointPlan};
 * the trainer writes and reads them.
 */
package io.ssl4j.core.checkpoint;
