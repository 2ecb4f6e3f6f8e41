/**
 * Making batches of views. A {@link io.ssl4j.core.batch.ViewGenerator} declares its layout and then writes each sample
 * into its slot; {@link io.ssl4j.core.batch.BatchLoader} calls it on loader threads, ahead of the trainer, into reused
 * arrays. Start at {@link io.ssl4j.core.batch.BatchLoader}.
 */
package io.ssl4j.core.batch;
