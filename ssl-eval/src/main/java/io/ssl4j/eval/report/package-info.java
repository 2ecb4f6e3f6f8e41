/**
 * One evaluation for a trained encoder and its floors: start at {@link io.ssl4j.eval.report.Evaluation}, which gives an
 * {@link io.ssl4j.eval.report.EvaluationReport}.
 */
package io.ssl4j.eval.report;
