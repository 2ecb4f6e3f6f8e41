package io.ssl4j.contrastive.loss;

import java.util.Arrays;

/**
 * A softmax whose negatives are corrected for those that actually belong to the query's class (Chuang et al. 2020,
 * arXiv:2007.00224), and weighted by {@code exp(beta s_n)} divided by its mean (Robinson et al. 2021,
 * arXiv:2010.04592). The gradient goes through the weights, as in the authors' code. The expected contribution of a
 * false negative is estimated by the mean over the positives, as in the first paper. A row without negatives is a
 * softmax over its positives.
 *
 * @param tauPlus the fraction of false negatives
 * @param beta 0 for equal weights of the negatives
 * @param temperature the temperature of the logits, which gives a lower bound for the contribution of the negatives
 */
record DebiasedRow(double tauPlus, double beta, double temperature) implements RowObjective {

    @Override
    public double evaluate(double[] logits, int... positives) {
        double share = 1.0 / positives.length;
        double meanPositive = 0;
        double[] ofPositives = new double[positives.length];
        for (int k = 0; k < positives.length; k++) {
            ofPositives[k] = logits[positives[k]];
            meanPositive += share * ofPositives[k];
            logits[positives[k]] = Double.NEGATIVE_INFINITY;
        }
        double logPositives = LogSumExp.softmax(ofPositives, 1, ofPositives);
        long negatives = Arrays.stream(logits)
                .filter(logit -> logit != Double.NEGATIVE_INFINITY)
                .count();
        double[] ofWeights = new double[logits.length];
        double logWeights = LogSumExp.softmax(logits, beta, ofWeights);
        double logWeighted = LogSumExp.softmax(logits, 1 + beta, logits);
        double logR = negatives == 0 ? Double.NEGATIVE_INFINITY : logWeighted - logWeights + Math.log(negatives);

        // all exponentials below are relative to the larger of the two
        double largest = Math.max(logPositives, logR);
        double expPositives = Math.exp(logPositives - largest);
        double expFalse = tauPlus * negatives * share * expPositives / (1 - tauPlus);
        double expR = Math.exp(logR - largest) / (1 - tauPlus);
        double floor = negatives * Math.exp(-1 / temperature - largest);
        boolean atFloor = expR - expFalse <= floor;
        double ofNegatives = atFloor ? floor : expR - expFalse;
        double total = expPositives + ofNegatives;

        for (int j = 0; j < logits.length; j++) {
            logits[j] = atFloor ? 0 : expR / total * ((1 + beta) * logits[j] - beta * ofWeights[j]);
        }
        for (int k = 0; k < positives.length; k++) {
            logits[positives[k]] = ofPositives[k] - share - ofPositives[k] * (atFloor ? floor : expR) / total;
        }
        double ofSum = logPositives == largest ? Math.log1p(ofNegatives) : Math.log(total) - (logPositives - largest);
        return ofSum + (logPositives - meanPositive);
    }
}
