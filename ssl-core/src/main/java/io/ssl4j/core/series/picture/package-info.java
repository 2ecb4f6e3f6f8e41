/** Draws series and their views: {@link io.ssl4j.core.series.picture.SeriesPicture}. */
package io.ssl4j.core.series.picture;
