/**
 * Optimisers over parameter groups, and schedules. {@link io.ssl4j.core.optim.Optimizers} has the optimisers, which agree
 * with PyTorch's; {@link io.ssl4j.core.optim.schedule.Schedules} has factors on the learning rate or the weight decay,
 * {@link io.ssl4j.core.optim.schedule.EmaSchedule} the momentum of target networks, {@link io.ssl4j.core.optim.GradientClipping}
 * bounds on gradients.
 *
 * <p>Configurations and schedules are immutable and used by any thread. A {@link io.ssl4j.core.optim.ParameterUpdater} and
 * the parameters it updates belong to one thread at a time, the training thread; its result depends on nothing else, so
 * equal runs give equal bits. Update kernels run in the parameters' own precision, float or double.
 */
package io.ssl4j.core.optim;
