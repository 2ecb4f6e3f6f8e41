/**
 * Short programs to read and to start from, one idea each. {@link io.ssl4j.examples.programs.SampleFolder} writes a
 * folder of images for those who have none at hand.
 */
package io.ssl4j.examples.programs;
