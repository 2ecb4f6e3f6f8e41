/** What predictions are worth: confusion, ranking, probabilities, and intervals that say how sure a figure is. */
package io.ssl4j.eval.metrics;
