/**
 * Fine-tuning of a whole encoder under a new head: start at {@link io.ssl4j.eval.finetune.FineTuner}, which returns a
 * {@link io.ssl4j.core.encoder.Predictor} to save and serve.
 */
package io.ssl4j.eval.finetune;
