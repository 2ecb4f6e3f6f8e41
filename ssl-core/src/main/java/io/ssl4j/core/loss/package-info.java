/**
 * The shared parts of losses: {@link io.ssl4j.core.loss.LossResult} (a value with its gradient), {@link
 * io.ssl4j.core.loss.TwoViewLoss} (the shape of most joint-embedding losses), and the underlying numerics.
 *
 * <p>A loss works in the type of its input, float or double; sums run in double. NaN or infinite inputs give the value
 * NaN instead of an exception, so that a training run can report its divergence with the step and the last finite loss.
 */
package io.ssl4j.core.loss;
