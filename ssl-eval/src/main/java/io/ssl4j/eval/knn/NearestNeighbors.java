package io.ssl4j.eval.knn;

import io.ssl4j.eval.features.FeatureChecks;
import io.ssl4j.eval.knn.RowTransform.Rows;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Exact search for nearest neighbours. Blocks of the bank are multiplied with blocks of queries in float; the best few
 * rows of each query are then ranked in double, and a bound on the rounding error of the product detects whether an
 * omitted row could be among the nearest. If it could, the query is compared with the whole bank in double. The result
 * therefore does not depend on block sizes, threads or the matrix library.
 *
 * <p>Besides the bank's float copy, it needs memory for one block of products (4 MB) and the result. Features are
 * converted to float.
 */
public final class NearestNeighbors {

    private static final int BANK_BLOCK = 4096;
    private static final int QUERY_BLOCK = 256;
    private static final int SPARE_ROWS = 24;

    private final RowTransform transform;
    private final Similarity similarity;
    private final List<BankBlock> bank = new ArrayList<>();
    private final int bankBlockSize;
    private final int queryBlockSize;
    private final int size;
    private final int dimension;
    private final double largestNorm;
    private final double largestOffset;

    private NearestNeighbors(INDArray bankFeatures, Similarity similarity, int bankBlockSize, int queryBlockSize) {
        FeatureChecks.require(bankFeatures, "the bank");
        this.similarity = similarity;
        this.transform = RowTransform.of(bankFeatures, similarity);
        this.size = Math.toIntExact(bankFeatures.size(0));
        this.dimension = Math.toIntExact(bankFeatures.size(1));
        this.bankBlockSize = bankBlockSize;
        this.queryBlockSize = queryBlockSize;
        for (int from = 0; from < size; from += bankBlockSize) {
            bank.add(new BankBlock(from, transform.apply(bankFeatures, from, Math.min(size, from + bankBlockSize))));
        }
        this.largestNorm =
                bank.stream().mapToDouble(BankBlock::largestNorm).max().orElseThrow();
        this.largestOffset =
                bank.stream().mapToDouble(BankBlock::largestOffset).max().orElseThrow();
    }

    /**
     * Stores a float copy of the bank.
     *
     * @param bank {@code [n, d]}, float or double, finite; not changed
     * @throws IllegalArgumentException if the bank is empty or not finite
     */
    public static NearestNeighbors of(INDArray bank, Similarity similarity) {
        return withBlocks(bank, similarity, BANK_BLOCK, QUERY_BLOCK);
    }

    static NearestNeighbors withBlocks(INDArray bank, Similarity similarity, int bankBlock, int queryBlock) {
        MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        try {
            return new NearestNeighbors(bank, similarity, bankBlock, queryBlock);
        } finally {
            outside.close();
        }
    }

    /** The number of rows in the bank. */
    public int size() {
        return size;
    }

    /**
     * Finds the k nearest rows of each query.
     *
     * @param queries {@code [m, d]}, float or double, finite; not changed
     * @param k at least 1, at most the size of the bank
     * @throws IllegalArgumentException if k or the queries do not fit the bank
     */
    public Neighbors find(INDArray queries, int k) {
        FeatureChecks.require(queries, "the queries");
        FeatureChecks.requireDimension(queries, dimension, "the queries");
        if (k < 1 || k > size) {
            throw new IllegalArgumentException(
                    "k must be at least 1 and at most the size of the bank, " + size + " rows, got " + k);
        }
        int m = Math.toIntExact(queries.size(0));
        Neighbors result = new Neighbors(new int[m][], new double[m][]);
        MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
        try (Products products = new Products()) {
            for (int from = 0; from < m; from += queryBlockSize) {
                Rows block = transform.apply(queries, from, Math.min(m, from + queryBlockSize));
                TopRows[] candidates = candidates(block, Math.min(size, k + SPARE_ROWS), products);
                int first = from;
                IntStream.range(0, block.count())
                        .parallel()
                        .forEach(q -> rank(block, q, candidates[q], k, first + q, result));
            }
        } finally {
            outside.close();
        }
        return result;
    }

    private TopRows[] candidates(Rows queries, int capacity, Products products) {
        TopRows[] top = new TopRows[queries.count()];
        Arrays.setAll(top, q -> new TopRows(capacity));
        ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(() -> new Scratch(bankBlockSize));
        try (INDArray array = Nd4j.create(queries.values(), new long[] {queries.count(), dimension}, 'c')) {
            for (BankBlock block : bank) {
                FloatBuffer scores = products.of(block, array);
                IntStream.range(0, queries.count())
                        .parallel()
                        .forEach(q -> offer(block, scores, q, top[q], scratch.get()));
            }
        }
        return top;
    }

    private static void offer(BankBlock block, FloatBuffer products, int q, TopRows top, Scratch scratch) {
        products.get(q * block.count(), scratch.products, 0, block.count());
        top.offer(scratch.products, block.offsets(), block.count(), block.firstRow(), scratch.maxima);
    }

    /** The scratch memory of one thread for the products of one query with one block. */
    private static final class Scratch {
        private final float[] products;
        private final float[] maxima = new float[TopRows.LANES];

        Scratch(int bankBlockSize) {
            products = new float[bankBlockSize];
        }
    }

    /** Ranks the candidates of a query in double, or the whole bank if the candidates may be incomplete. */
    private void rank(Rows queries, int q, TopRows candidates, int k, int slot, Neighbors result) {
        float[] query = Arrays.copyOfRange(queries.values(), q * dimension, (q + 1) * dimension);
        double norm = Math.sqrt(queries.squaredNorm(q));
        ExactRanking ranking = new ExactRanking(k);
        float[] scratch = new float[dimension];
        int[] rows = IntStream.range(0, candidates.size())
                .map(candidates::row)
                .sorted()
                .toArray();
        for (int row : rows) {
            ranking.offer(score(row, query, scratch), row);
        }
        // The score of a product omits the query's own part, half its squared norm, which is the same for every row.
        double worstRanked = ranking.worst() + norm * norm / 2;
        boolean complete = rows.length == size || candidates.worst() + roundingBound(norm) < worstRanked;
        if (!complete) {
            ranking = new ExactRanking(k);
            for (int row = 0; row < size; row++) {
                ranking.offer(score(row, query, scratch), row);
            }
        }
        double own = queries.squaredLengths()[q] / 2;
        result.indices()[slot] = ranking.rows();
        result.similarities()[slot] =
                Arrays.stream(ranking.scores()).map(score -> unit(score, own)).toArray();
    }

    private double score(int row, float[] query, float[] scratch) {
        return bank.get(row / bankBlockSize).score(row % bankBlockSize, query, scratch);
    }

    /** Converts half of (squared length - squared distance) to a cosine or a negative distance. */
    private double unit(double score, double halfSquaredLength) {
        return similarity == Similarity.EUCLIDEAN
                ? -Math.sqrt(Math.max(0, -2 * score))
                : Math.max(-1, Math.min(1, score + halfSquaredLength));
    }

    /**
     * Returns a bound on the difference between a float score and the exact one: d + 2 roundings of terms that sum to
     * at most |query| |row| (Higham 2002, "Accuracy and stability of numerical algorithms", section 3.1), two of the
     * offset, and terms too small for a float. Infinite if a float could overflow.
     */
    private double roundingBound(double queryNorm) {
        double largest = queryNorm * largestNorm + largestOffset;
        if (!(largest < Float.MAX_VALUE / 2)) {
            return Double.POSITIVE_INFINITY;
        }
        double unitRoundoff = 0x1p-24;
        return 1.01 * unitRoundoff * ((dimension + 4) * queryNorm * largestNorm + 4 * largestOffset)
                + (dimension + 4) * (double) Float.MIN_NORMAL;
    }
}
