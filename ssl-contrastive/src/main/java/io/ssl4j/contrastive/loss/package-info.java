/**
 * The losses of contrastive methods: a softmax over similarities in which the other view of the same sample is the
 * correct answer. {@link io.ssl4j.contrastive.loss.NtXentLoss} compares all rows of both views, {@link
 * io.ssl4j.contrastive.loss.InfoNceLoss} one view with the other. The treatment of negatives can be chosen with {@link
 * io.ssl4j.contrastive.loss.Negatives}, and which rows are positives and negatives with {@link
 * io.ssl4j.contrastive.loss.MaskedInfoNceLoss}.
 */
package io.ssl4j.contrastive.loss;
