/**
 * What a run tells: {@link io.ssl4j.core.train.event.TrainingListener} hears its events, {@link
 * io.ssl4j.core.train.event.TrainingResult} is its outcome.
 */
package io.ssl4j.core.train.event;
