/**
 * What a measuring process does: one task, whose figures go to standard output as lines {@code @ name value} and whose
 * remarks as lines {@code # text}. {@link io.ssl4j.examples.benchmark.task.TaskMain} is the entry.
 */
package io.ssl4j.examples.benchmark.task;
