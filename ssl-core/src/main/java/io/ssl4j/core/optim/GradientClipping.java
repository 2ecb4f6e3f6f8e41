package io.ssl4j.core.optim;

import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.numerics.Require;
import java.util.Collection;

/**
 * Limits the gradients of one step before the optimiser uses them. Running statistics are not gradients: they are
 * neither changed nor included in the norm. Only one thread at a time may clip the same parameters.
 */
@FunctionalInterface
public interface GradientClipping {

    /**
     * Clips the accumulated gradients in place.
     *
     * @param parameters everything that one step trains, each once
     * @return the global norm before clipping. NaN or infinite if a gradient is; in that case the gradients are not
     *     changed, so that the caller can report them
     */
    double clip(Collection<Parameters> parameters);

    /** Does not change the gradients, but still returns their norm. */
    static GradientClipping none() {
        return new NoClipping();
    }

    /**
     * Scales all gradients by {@code maxNorm / (norm + 1e-6)} if that is below 1, with the L2 norm over all parameters
     * together, like {@code torch.nn.utils.clip_grad_norm_} (Pascanu et al. 2013, arXiv:1211.5063).
     *
     * @throws IllegalArgumentException if {@code maxNorm} is not finite and above 0
     */
    static GradientClipping byGlobalNorm(double maxNorm) {
        return new NormClipping(maxNorm);
    }

    /**
     * Scales the gradient of each parameter tensor by {@code maxNorm / (norm + 1e-6)} if that is below 1, with the
     * tensor's own L2 norm: the reference code of DINO, {@code clip_gradients} in {@code utils.py} of
     * facebookresearch/dino, whose default is 3.
     *
     * @throws IllegalArgumentException if {@code maxNorm} is not finite and above 0
     */
    static GradientClipping byParameterNorm(double maxNorm) {
        return new ParameterNormClipping(maxNorm);
    }

    /**
     * Limits each gradient to {@code [-limit, limit]}.
     *
     * @throws IllegalArgumentException if {@code limit} is not finite and above 0
     */
    static GradientClipping byValue(double limit) {
        return new ValueClipping(limit);
    }

    /**
     * Returns the L2 norm of the accumulated gradients over all parameters together, summed in double, without changing
     * anything.
     */
    static double globalNorm(Collection<Parameters> parameters) {
        double sum = 0;
        for (Parameters each : parameters) {
            sum += GradientBlocks.sumOfSquares(each);
        }
        return Math.sqrt(sum);
    }

    /** {@link #none}. */
    record NoClipping() implements GradientClipping {
        @Override
        public double clip(Collection<Parameters> parameters) {
            return globalNorm(parameters);
        }
    }

    /** {@link #byGlobalNorm}. */
    record NormClipping(double maxNorm) implements GradientClipping {
        public NormClipping {
            Require.positive("maxNorm", maxNorm);
        }

        @Override
        public double clip(Collection<Parameters> parameters) {
            double norm = globalNorm(parameters);
            double factor = maxNorm / (norm + 1e-6);
            if (Double.isFinite(norm) && factor < 1) {
                parameters.forEach(each -> GradientBlocks.scale(each, factor));
            }
            return norm;
        }
    }

    /** {@link #byParameterNorm}. */
    record ParameterNormClipping(double maxNorm) implements GradientClipping {
        public ParameterNormClipping {
            Require.positive("maxNorm", maxNorm);
        }

        @Override
        public double clip(Collection<Parameters> parameters) {
            double norm = globalNorm(parameters);
            if (Double.isFinite(norm)) {
                parameters.forEach(each -> GradientBlocks.limitNorms(each, maxNorm));
            }
            return norm;
        }
    }

    /** {@link #byValue}. */
    record ValueClipping(double limit) implements GradientClipping {
        public ValueClipping {
            Require.positive("limit", limit);
        }

        @Override
        public double clip(Collection<Parameters> parameters) {
            double norm = globalNorm(parameters);
            if (Double.isFinite(norm)) {
                parameters.forEach(each -> GradientBlocks.limit(each, limit));
            }
            return norm;
        }
    }
}
