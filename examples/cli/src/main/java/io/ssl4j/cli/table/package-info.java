/** Several runs in one table of results. */
package io.ssl4j.cli.table;
