/** One run in its folder: training, saving, measuring. */
package io.ssl4j.cli.run;
