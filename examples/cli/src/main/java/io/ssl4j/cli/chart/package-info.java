/**
 * Line charts as SVG text: they need no fonts of the machine, which a server often has none of, and scale in a browser.
 */
package io.ssl4j.cli.chart;
