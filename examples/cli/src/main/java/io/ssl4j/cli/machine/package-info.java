/** The machine in words. */
package io.ssl4j.cli.machine;
