/** The {@code ssl4j} command line; {@link io.ssl4j.examples.cli.Ssl4j} is the place to start. */
package io.ssl4j.examples.cli;
