/**
 * Optimisers over parameter groups, and schedules. {@link io.ssl4j.core.optim.Optimizers} makes the optimisers, which
 * agree with PyTorch's; {@link io.ssl4j.core.optim.schedule.Schedules} makes factors on the learning rate or the weight
 * decay, {@link io.ssl4j.core.optim.schedule.EmaSchedule} the momentum of target networks, and {@link
 * io.ssl4j.core.optim.GradientClipping} limits gradients.
 *
 * <p>Configurations and schedules are immutable and may be used by any thread. A {@link
 * io.ssl4j.core.optim.ParameterUpdater} and the parameters it updates belong to one thread at a time, the training
 * thread; its result depends on nothing else, so equal runs give equal results to the last bit. Update kernels run in
 * the parameters' precision, float or double.
 */
package io.ssl4j.core.optim;
