/**
 * The linear probe: multinomial logistic regression on frozen, standardised features, fitted until its gradient is
 * zero. Start at {@link io.ssl4j.eval.linear.LinearProbe}.
 */
package io.ssl4j.eval.linear;
