/**
 * The losses of contrastive methods: a softmax over similarities in which the other view of the same sample is the
 * right answer. {@link io.ssl4j.contrastive.loss.NtXentLoss} compares all rows of both views,
 * {@link io.ssl4j.contrastive.loss.InfoNceLoss} one view with the other.
 * What a row makes of its negatives is a matter of its own: {@link io.ssl4j.contrastive.loss.Negatives}; so is which
 * rows are positives and which negatives, with {@link io.ssl4j.contrastive.loss.MaskedInfoNceLoss}.
 */
package io.ssl4j.contrastive.loss;
