/** The machine as text. */
package io.ssl4j.cli.machine;
