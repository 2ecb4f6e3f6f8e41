package io.ssl4j.eval.linear;

import io.ssl4j.core.numerics.RowMath;
import io.ssl4j.eval.linear.LineSearch.Trial;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/**
 * The limited-memory BFGS method (Liu and Nocedal 1989, "On the limited memory BFGS method for large scale
 * optimization"; Nocedal and Wright 2006, algorithm 7.4) with a strong Wolfe line search.
 */
final class Lbfgs {

    private final int history;
    private final int maxIterations;
    private final double gradientTolerance;

    /**
     * @param history the number of pairs of steps and gradient changes that are kept
     * @param maxIterations the largest number of search directions
     * @param gradientTolerance converged once no entry of the gradient is larger
     */
    Lbfgs(int history, int maxIterations, double gradientTolerance) {
        this.history = history;
        this.maxIterations = maxIterations;
        this.gradientTolerance = gradientTolerance;
    }

    /** The end of the minimisation; {@code gradientNorm} is the gradient's largest absolute entry. */
    record Result(double[] point, double value, double gradientNorm, int iterations, boolean converged) {}

    /** A step, the change of the gradient over it, and that change multiplied by the approximate inverse Hessian. */
    private record Update(double[] step, double[] change, double[] guessed, double curvature) {}

    /**
     * Minimises, starting at a point.
     *
     * @param inverseHessian applies an approximate inverse Hessian to a vector; linear, and called only once for each
     *     gradient, never for differences of gradients. Its scale is corrected during the search
     */
    Result minimise(Objective objective, double[] start, UnaryOperator<double[]> inverseHessian) {
        LineSearch lineSearch = new LineSearch(objective);
        Deque<Update> updates = new ArrayDeque<>();
        Trial current = lineSearch.evaluate(start, new double[start.length], 0);
        double[] guessed = inverseHessian.apply(current.gradient());
        int iteration = 0;
        for (; iteration < maxIterations && Vectors.maxNorm(current.gradient()) > gradientTolerance; iteration++) {
            double[] direction = direction(current.gradient(), guessed, updates);
            double slope = RowMath.dot(direction, current.gradient());
            if (!(slope < 0)) {
                updates.clear();
                direction = direction(current.gradient(), guessed, updates);
                slope = RowMath.dot(direction, current.gradient());
            }
            Trial from = new Trial(0, current.value(), slope, current.point(), current.gradient());
            Trial next = lineSearch.search(from, direction, 1);
            if (next == null) {
                if (updates.isEmpty()) {
                    break;
                }
                updates.clear();
                continue;
            }
            double[] nextGuessed = inverseHessian.apply(next.gradient());
            remember(updates, current, next, Vectors.difference(nextGuessed, guessed));
            current = next;
            guessed = nextGuessed;
        }
        double norm = Vectors.maxNorm(current.gradient());
        return new Result(current.point(), current.value(), norm, iteration, norm <= gradientTolerance);
    }

    private void remember(Deque<Update> updates, Trial from, Trial to, double[] guessedChange) {
        double[] step = Vectors.difference(to.point(), from.point());
        double[] change = Vectors.difference(to.gradient(), from.gradient());
        double curvature = RowMath.dot(step, change);
        if (curvature > 1e-12 * RowMath.dot(change, change)) {
            if (updates.size() == history) {
                updates.removeFirst();
            }
            updates.addLast(new Update(step, change, guessedChange, curvature));
        }
    }

    /**
     * Runs the two-loop recursion: minus the approximate inverse Hessian times the gradient.
     *
     * @param guessed the gradient multiplied by the approximate inverse Hessian
     */
    private static double[] direction(double[] gradient, double[] guessed, Deque<Update> updates) {
        double[] q = gradient.clone();
        double[] r = guessed.clone();
        double[] alphas = new double[updates.size()];
        int i = updates.size();
        for (Iterator<Update> newestFirst = updates.descendingIterator(); newestFirst.hasNext(); ) {
            Update update = newestFirst.next();
            alphas[--i] = RowMath.dot(update.step(), q) / update.curvature();
            Vectors.addScaled(q, -alphas[i], update.change());
            Vectors.addScaled(r, -alphas[i], update.guessed());
        }
        double scale = -1;
        if (!updates.isEmpty()) {
            Update newest = updates.getLast();
            scale = -newest.curvature() / RowMath.dot(newest.change(), newest.guessed());
        }
        for (int j = 0; j < r.length; j++) {
            r[j] *= scale;
        }
        for (Update update : updates) {
            double beta = RowMath.dot(update.change(), r) / update.curvature();
            Vectors.addScaled(r, -alphas[i++] - beta, update.step());
        }
        return r;
    }
}
