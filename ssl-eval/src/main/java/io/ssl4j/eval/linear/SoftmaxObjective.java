package io.ssl4j.eval.linear;

import io.ssl4j.core.numerics.MatrixProduct;
import io.ssl4j.eval.features.LabeledFeatures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Mean cross-entropy of multinomial logistic regression, plus half of l2 times the squared weights; biases are not
 * penalised:
 *
 * <pre>  f(W, b) = 1/n sum_i (log sum_c exp(w_c x_i + b_c) - w_y x_i - b_y) + l2/2 |W|^2</pre>
 *
 * The point is {@code [W row by row: classes x d | b: classes]}. Products are computed in the features' type, sums over
 * blocks in double.
 */
final class SoftmaxObjective implements Objective {

    private static final int BLOCK = 2048;

    /** Standardised rows, with memory for their logits. */
    private record Block(INDArray rows, INDArray logits, int firstRow, int count) {}

    private final List<Block> blocks = new ArrayList<>();
    private final int[] labels;
    private final int classes;
    private final int features;
    private final double l2;
    private final INDArray weights;
    private final INDArray weightGradient;

    SoftmaxObjective(LabeledFeatures data, Standardization standardization, double l2) {
        this.labels = data.labels();
        this.classes = data.classes();
        this.features = data.dimension();
        this.l2 = l2;
        DataType type = data.features().dataType();
        for (int from = 0; from < labels.length; from += BLOCK) {
            int to = Math.min(labels.length, from + BLOCK);
            blocks.add(new Block(
                    standardization.apply(data.features(), from, to),
                    Nd4j.create(type, new long[] {to - from, classes}, 'c'),
                    from,
                    to - from));
        }
        this.weights = Nd4j.create(type, new long[] {classes, features}, 'c');
        this.weightGradient = Nd4j.create(type, new long[] {classes, features}, 'c');
    }

    private SoftmaxObjective(SoftmaxObjective other, double l2) {
        this.blocks.addAll(other.blocks);
        this.labels = other.labels;
        this.classes = other.classes;
        this.features = other.features;
        this.weights = other.weights;
        this.weightGradient = other.weightGradient;
        this.l2 = l2;
    }

    /** Returns the same objective with another l2, on the same arrays. */
    SoftmaxObjective withL2(double newL2) {
        return new SoftmaxObjective(this, newL2);
    }

    int classes() {
        return classes;
    }

    int rows() {
        return labels.length;
    }

    int features() {
        return features;
    }

    /** Computes the mean of {@code x x^T} over the standardised rows, {@code [d, d]}, double: their correlations. */
    INDArray correlations() {
        INDArray sum = Nd4j.zeros(DataType.DOUBLE, features, features);
        INDArray product = Nd4j.create(weights.dataType(), new long[] {features, features}, 'c');
        for (Block block : blocks) {
            MatrixProduct.multiplyInto(product, block.rows(), true, block.rows(), false);
            sum.addi(product.castTo(DataType.DOUBLE));
        }
        return sum.divi(labels.length);
    }

    /** Computes the products {@code x x'} of all pairs of standardised rows, {@code [n, n]}, double. */
    INDArray rowProducts() {
        INDArray all = Nd4j.createUninitialized(DataType.DOUBLE, labels.length, labels.length);
        for (Block a : blocks) {
            for (Block b : blocks) {
                all.get(place(a), place(b)).assign(MatrixProduct.multiply(a.rows(), false, b.rows(), true));
            }
        }
        return all;
    }

    private static INDArrayIndex place(Block block) {
        return NDArrayIndex.interval(block.firstRow(), block.firstRow() + block.count());
    }

    /**
     * Computes the products of every standardised row with each class's weights, class by class: {@code classes x n}.
     */
    double[] logits(double[] point) {
        double[] all = new double[classes * labels.length];
        Vectors.write(point, weights);
        for (Block block : blocks) {
            MatrixProduct.multiplyInto(block.logits(), block.rows(), false, weights, true);
            double[] logits = Vectors.read(block.logits());
            for (int i = 0; i < logits.length; i++) {
                all[i % classes * labels.length + block.firstRow() + i / classes] = logits[i];
            }
        }
        return all;
    }

    /**
     * Computes the sum of all standardised rows, each times its coefficient for each class ({@code classes x n}):
     * {@code classes x d}.
     */
    double[] combine(double[] coefficients) {
        double[] sum = new double[classes * features];
        for (Block block : blocks) {
            double[] own = new double[block.count() * classes];
            for (int i = 0; i < own.length; i++) {
                own[i] = coefficients[i % classes * labels.length + block.firstRow() + i / classes];
            }
            addCombination(block, own, sum);
        }
        return sum;
    }

    /** Adds the block's rows, each times its coefficients ({@code count x classes}), to the first entries of a sum. */
    private void addCombination(Block block, double[] coefficients, double[] sum) {
        Vectors.write(coefficients, block.logits());
        MatrixProduct.multiplyInto(weightGradient, block.logits(), true, block.rows(), false);
        Vectors.addScaled(sum, 1, Vectors.read(weightGradient));
    }

    @Override
    public int dimension() {
        return classes * (features + 1);
    }

    @Override
    public double valueNoise() {
        return weights.dataType() == DataType.DOUBLE ? 1e-14 : 1e-7;
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        Vectors.write(point, weights);
        double loss = 0;
        for (int i = 0; i < gradient.length; i++) {
            boolean weight = i < classes * features;
            gradient[i] = weight ? l2 * point[i] : 0;
            loss += weight ? l2 / 2 * point[i] * point[i] : 0;
        }
        for (Block block : blocks) {
            loss += add(block, point, gradient) / labels.length;
        }
        return loss;
    }

    private double add(Block block, double[] point, double[] gradient) {
        MatrixProduct.multiplyInto(block.logits(), block.rows(), false, weights, true);
        double[] logits = Vectors.read(block.logits());
        int bias = classes * features;
        double[] losses = new double[block.count()];
        IntStream.range(0, block.count()).parallel().forEach(i -> {
            losses[i] = softmax(logits, i * classes, point, bias, labels[block.firstRow() + i]);
        });
        // In row order, whatever the number of threads.
        double loss = 0;
        for (int i = 0; i < block.count(); i++) {
            loss += losses[i];
            for (int c = 0; c < classes; c++) {
                logits[i * classes + c] /= labels.length;
                gradient[bias + c] += logits[i * classes + c];
            }
        }
        addCombination(block, logits, gradient);
        return loss;
    }

    /** Replaces the logits of one row by softmax minus one-hot, and returns the row's cross-entropy. */
    private double softmax(double[] logits, int start, double[] point, int bias, int label) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            logits[start + c] += point[bias + c];
            largest = Math.max(largest, logits[start + c]);
        }
        double own = logits[start + label] - largest;
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            logits[start + c] = Math.exp(logits[start + c] - largest);
            sum += logits[start + c];
        }
        for (int c = 0; c < classes; c++) {
            logits[start + c] /= sum;
        }
        logits[start + label] -= 1;
        return Math.log(sum) - own;
    }
}
