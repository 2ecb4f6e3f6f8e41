/**
 * Factors that change over a run: {@link io.ssl4j.core.optim.schedule.Schedules} for learning rate and weight decay,
 * {@link io.ssl4j.core.optim.schedule.EmaSchedule} for the momentum of target networks.
 */
package io.ssl4j.core.optim.schedule;
