/** The commands; {@link io.ssl4j.cli.command.Ssl4j} is the place to start. */
package io.ssl4j.cli.command;
