package io.ssl4j.contrastive.loss;

import io.ssl4j.core.loss.Embeddings;
import io.ssl4j.core.loss.LossResult;
import io.ssl4j.core.numerics.RowNormalization;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * InfoNCE of any queries with any positives and negatives: those of the batch, of a queue, of a bank, or of several of
 * these, as given by a {@link PairMask}.
 *
 * <p>Van den Oord, Li, Vinyals 2018, arXiv:1807.03748, equation 4; with several positives the mean over them, as in
 * Khosla et al. 2020, arXiv:2004.11362, equation 2 ({@code L_out}), and in the multi-positive contrastive loss of Tian
 * et al. 2023, arXiv:2306.00984. On cosine similarities {@code s = cos / t}, with P(i) and N(i) the positives and
 * negatives of query i,
 *
 * <pre>{@code
 * L = 1/n sum_i -1/|P(i)| sum_{p in P(i)} log( exp(s_ip) / D_i )
 * softmax         D_i = sum_{P(i)} exp s_ip + sum_{N(i)} exp s_in
 * decoupled       D_i = sum_{N(i)} exp s_in
 * debiased, hard  D_i = sum_{P(i)} exp s_ip + g_i,  g as in Negatives, with the mean of exp s_ip over P(i) as exp s_p
 * }</pre>
 *
 * <p>With one positive these are the forms of {@link Negatives}; the estimate of Chuang et al. 2020, arXiv:2007.00224,
 * is also defined for several positives. {@link NtXentLoss}, {@link InfoNceLoss}, {@link QueryKeyLoss}, {@link
 * SupConLoss} and {@link DclLoss} are special cases with their own masks; {@link QueueInfoNceLoss} corresponds to keys
 * and queue as candidates, without comparing a query with the keys of other samples. Rows shorter than {@link
 * RowNormalization#SMALLEST_NORM} count as zero rows: similarity 0 with everything and no gradient.
 *
 * <pre>{@code
 * INDArray candidates = Nd4j.concat(0, keys, queue);   // [n + m, K]
 * PairMask mask = PairMask.of(n, n + m, (query, candidate) -> query == candidate ? POSITIVE : NEGATIVE);
 * LossResult loss = new MaskedInfoNceLoss(0.2).evaluate(queries, candidates, mask);
 * }</pre>
 */
public final class MaskedInfoNceLoss {

    /**
     * The name of the term with the fraction of queries that are nearer to a positive than to any negative, in 0..1.
     */
    public static final String ACCURACY = NtXentLoss.ACCURACY;

    private final SimilaritySoftmax softmax;

    /**
     * @param temperature above 0
     * @throws IllegalArgumentException if it is not finite and above 0
     */
    public MaskedInfoNceLoss(double temperature) {
        this(temperature, Negatives.softmax());
    }

    /**
     * @param temperature above 0
     * @param negatives the treatment of a query's negatives
     * @throws IllegalArgumentException if the temperature is not finite and above 0
     */
    public MaskedInfoNceLoss(double temperature, Negatives negatives) {
        this.softmax = new SimilaritySoftmax(temperature, negatives);
    }

    /**
     * Computes value and gradients.
     *
     * @param queries {@code [n, K]}, float or double
     * @param candidates {@code [m, K]}, of their type; may be the queries themselves
     * @param mask the mask of n queries and m candidates
     * @return the value, the gradients with respect to queries and candidates (if both are the same rows, theirs is the
     *     sum; ignore the part of constants such as a queue), and the term {@value #ACCURACY}
     * @throws IllegalArgumentException if widths or types differ, or the mask is of another shape
     */
    public LossResult evaluate(INDArray queries, INDArray candidates, PairMask mask) {
        Embeddings.requireMatrix("the queries", queries, 1);
        Embeddings.requireMatrix("the candidates", candidates, 1);
        if (queries.size(1) != candidates.size(1) || queries.dataType() != candidates.dataType()) {
            throw new IllegalArgumentException("queries and candidates must be equally wide and of one type, got "
                    + Arrays.toString(queries.shape()) + " " + queries.dataType() + " and "
                    + Arrays.toString(candidates.shape()) + " " + candidates.dataType()
                    + "; both are embeddings of the same network");
        }
        if (mask.queries() != queries.size(0) || mask.candidates() != candidates.size(0)) {
            throw new IllegalArgumentException("the mask must be of " + queries.size(0) + " queries and "
                    + candidates.size(0) + " candidates, got [" + mask.queries() + ", " + mask.candidates()
                    + "]; make one for this batch size");
        }
        try (RowNormalization q = RowNormalization.of(queries);
                RowNormalization c = RowNormalization.of(candidates);
                SimilaritySoftmax.Result result = softmax.evaluate(q.unit(), c.unit(), mask)) {
            return new LossResult(
                    result.value(),
                    List.of(q.backward(result.queryGradient()), c.backward(result.candidateGradient())),
                    Map.of(ACCURACY, result.accuracy()));
        }
    }
}
