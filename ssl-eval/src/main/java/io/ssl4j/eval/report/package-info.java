/**
 * Evaluation of a trained encoder and its floors: start at {@link io.ssl4j.eval.report.Evaluation}, which returns an
 * {@link io.ssl4j.eval.report.EvaluationReport}.
 */
package io.ssl4j.eval.report;
