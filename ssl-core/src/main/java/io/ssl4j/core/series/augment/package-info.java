/**
 * Turning series into views.
 *
 * <p>A {@link io.ssl4j.core.series.augment.SeriesAugmentation} is an immutable pipeline of {@link
 * io.ssl4j.core.series.augment.SeriesOperation}s that change a {@link io.ssl4j.core.series.augment.SeriesBuffer} in
 * place. All operations run after the encoder's input has normalised the series, so that amplitudes are comparable: a
 * deviation of 0.1 is a tenth of a normalised channel's deviation, and 0 is its mean. If the input does not normalise
 * ({@code NONE}), both are in the units of the series.
 *
 * <p>{@link io.ssl4j.core.series.augment.SeriesViews} arranges pipelines into the named views of a training step (a
 * pair, an asymmetric pair, multi-crop) and writes them into the batch; {@link
 * io.ssl4j.core.series.augment.SeriesRecipes} holds named arrangements, and {@link
 * io.ssl4j.core.series.picture.SeriesPicture} draws the views that training sees.
 *
 * <p>Everything except the buffer is immutable and safe for use by several threads; randomness comes only from the
 * {@link io.ssl4j.core.random.RandomStream} that is passed in. Start reading at {@link
 * io.ssl4j.core.series.augment.SeriesAugmentation}.
 */
package io.ssl4j.core.series.augment;
