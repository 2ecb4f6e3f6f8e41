package io.ssl4j.contrastive.loss;

import io.ssl4j.contrastive.loss.Negatives.Weighting;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The options of methods by name for the treatment of negatives: {@link Negatives} as text. */
public final class NegativesOptions {

    private static final String NEGATIVES = "negatives";
    private static final String TAU_PLUS = "tau-plus";
    private static final String BETA = "beta";
    private static final String CANCEL_ABOVE = "cancel-above";

    /** The defaults of both papers' code, for STL-10 (chingyaoc/DCL and joshr17/HCL, {@code main.py}). */
    private static final double USUAL_TAU_PLUS = 0.1;

    private static final double USUAL_BETA = 1;

    private NegativesOptions() {}

    /**
     * Returns the options "negatives", "tau-plus", "beta" and "cancel-above".
     *
     * @param defaults the negatives of the method's configuration
     */
    public static List<MethodOption> options(Negatives defaults) {
        return List.of(
                MethodOption.choice(
                        NEGATIVES,
                        text(defaults.weighting()),
                        Stream.of(Weighting.values())
                                .map(NegativesOptions::text)
                                .toList(),
                        "form of the negatives in the denominator"),
                MethodOption.optionalDecimal(
                        TAU_PLUS,
                        "fraction of negatives of the same class, for debiased and hard (default there: "
                                + USUAL_TAU_PLUS + ")"),
                MethodOption.optionalDecimal(
                        BETA, "additional weight of similar negatives, for hard (default there: " + USUAL_BETA + ")"),
                MethodOption.optionalDecimal(
                        CANCEL_ABOVE, "cosine above which a negative is left out, -1..1 (default: none)"));
    }

    /**
     * Returns the negatives that the options describe.
     *
     * @throws IllegalArgumentException if a value is out of range, or is given although it is not used
     */
    public static Negatives negatives(MethodOptions options) {
        Weighting weighting = Weighting.valueOf(options.choice(NEGATIVES).toUpperCase(Locale.ROOT));
        return new Negatives(
                weighting,
                options.optionalDecimal(TAU_PLUS).orElse(weighting.hasTauPlus() ? USUAL_TAU_PLUS : 0),
                options.optionalDecimal(BETA).orElse(weighting.hasBeta() ? USUAL_BETA : 0),
                options.optionalDecimal(CANCEL_ABOVE));
    }

    private static String text(Weighting weighting) {
        return weighting.name().toLowerCase(Locale.ROOT);
    }
}
