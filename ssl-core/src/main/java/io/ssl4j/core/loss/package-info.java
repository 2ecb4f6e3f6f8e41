/**
 * What losses share: {@link io.ssl4j.core.loss.LossResult} (a value with its gradient),
 * {@link io.ssl4j.core.loss.TwoViewLoss} (the shape of most joint-embedding losses), and the numerics under them.
 *
 * <p>A loss works in the type of its input, float or double; sums run in double. A NaN or an infinity in the input gives
 * the value NaN, not an exception, so that a training run can report its divergence with step and last finite loss.
 */
package io.ssl4j.core.loss;
