package io.ssl4j.core.optim;

/**
 * Scales a learning rate with the number of samples per update. Published rates of large-batch recipes are per 256
 * samples: "0.3 x batch size / 256" is {@code linear(256)} with a base rate of 0.3.
 *
 * @param rule the scaling rule
 * @param samples the number of samples per update that the base rate is for; 1 for {@link Rule#NONE}
 */
public record LearningRateScaling(Rule rule, int samples) {

    /**
     * Linear (Goyal et al. 2017, arXiv:1706.02677), by the square root (Krizhevsky 2014, arXiv:1404.5997), or not at
     * all.
     */
    public enum Rule {
        /** The rate is used unchanged. */
        NONE,
        /** Proportional to the samples per update. */
        LINEAR,
        /** Proportional to the square root of the samples per update. */
        SQUARE_ROOT
    }

    public LearningRateScaling {
        if (samples < 1) {
            throw new IllegalArgumentException(
                    "a learning rate is for at least 1 sample per update, got " + samples + "; 256 is usual");
        }
    }

    /** No scaling: the rate is used unchanged. */
    public static LearningRateScaling none() {
        return new LearningRateScaling(Rule.NONE, 1);
    }

    /** Linear scaling: twice the samples, twice the rate. */
    public static LearningRateScaling linear(int samples) {
        return new LearningRateScaling(Rule.LINEAR, samples);
    }

    /**
     * Square-root scaling: four times the samples, twice the rate. SimCLR's "0.075 x sqrt(batch size)" (Chen et al.
     * 2020, arXiv:2002.05709, appendix B.1) is {@code squareRoot(1)} with a base rate of 0.075.
     */
    public static LearningRateScaling squareRoot(int samples) {
        return new LearningRateScaling(Rule.SQUARE_ROOT, samples);
    }

    /**
     * Returns the rate in use.
     *
     * @param learningRate the base rate
     * @param samplesPerUpdate batch size, times the micro-batches that one update accumulates
     */
    public double scale(double learningRate, int samplesPerUpdate) {
        double ratio = samplesPerUpdate / (double) samples;
        return switch (rule) {
            case NONE -> learningRate;
            case LINEAR -> learningRate * ratio;
            case SQUARE_ROOT -> learningRate * Math.sqrt(ratio);
        };
    }

    /**
     * Describes both rates for a log: "learning rate 0.6 = 0.3 per 256 samples, scaled linearly to 512 samples per
     * update".
     */
    public String describe(double learningRate, int samplesPerUpdate) {
        if (rule == Rule.NONE) {
            return "learning rate " + learningRate + " as given, for " + samplesPerUpdate + " samples per update";
        }
        return "learning rate " + scale(learningRate, samplesPerUpdate) + " = " + learningRate + " per " + samples
                + (samples == 1 ? " sample" : " samples") + ", scaled "
                + (rule == Rule.LINEAR ? "linearly" : "by the square root") + " to " + samplesPerUpdate
                + " samples per update";
    }
}
