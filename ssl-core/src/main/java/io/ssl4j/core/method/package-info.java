/**
 * Shapes that methods of several modules share. A method stays one package that reads like its paper: it says here what it
 * minimises and on what, and inherits how that is driven.
 */
package io.ssl4j.core.method;
