/** What is set on the command line and in a run's file, and the data that it names. */
package io.ssl4j.cli.option;
