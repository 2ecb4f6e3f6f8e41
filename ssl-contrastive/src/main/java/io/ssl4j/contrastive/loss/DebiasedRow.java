package io.ssl4j.contrastive.loss;

import java.util.Arrays;

/**
 * A softmax whose negatives are corrected for those that are of the query's class in truth (Chuang et al. 2020,
 * arXiv:2007.00224), and weighted by {@code exp(beta s_n)} over its mean (Robinson et al. 2021,
 * arXiv:2010.04592). The gradient goes through the weights, as in the authors' code. A row without negatives has
 * the loss 0.
 *
 * @param tauPlus the share of false negatives
 * @param beta 0 for negatives that count alike
 * @param temperature of the logits, which bounds from below what negatives add
 */
record DebiasedRow(double tauPlus, double beta, double temperature) implements RowObjective {

    @Override
    public double evaluate(double[] logits, int positive) {
        double p = logits[positive];
        logits[positive] = Double.NEGATIVE_INFINITY;
        long negatives = Arrays.stream(logits)
                .filter(logit -> logit != Double.NEGATIVE_INFINITY)
                .count();
        if (negatives == 0) {
            Arrays.fill(logits, 0);
            return 0 * p;
        }
        double[] ofWeights = new double[logits.length];
        double logWeights = LogSumExp.softmax(logits, beta, ofWeights);
        double logWeighted = LogSumExp.softmax(logits, 1 + beta, logits);
        double logR = logWeighted - logWeights + Math.log(negatives);

        // all exponentials below are relative to the larger of the two
        double largest = Math.max(p, logR);
        double expPositive = Math.exp(p - largest);
        double expFalse = tauPlus * negatives * expPositive / (1 - tauPlus);
        double expR = Math.exp(logR - largest) / (1 - tauPlus);
        double floor = negatives * Math.exp(-1 / temperature - largest);
        boolean atFloor = expR - expFalse <= floor;
        double ofNegatives = atFloor ? floor : expR - expFalse;
        double total = expPositive + ofNegatives;

        for (int j = 0; j < logits.length; j++) {
            logits[j] = atFloor ? 0 : expR / total * ((1 + beta) * logits[j] - beta * ofWeights[j]);
        }
        logits[positive] = -(atFloor ? floor : expR) / total;
        return p == largest ? Math.log1p(ofNegatives) : Math.log(total) - (p - largest);
    }
}
