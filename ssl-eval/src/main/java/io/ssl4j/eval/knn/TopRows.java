package io.ssl4j.eval.knn;

/**
 * The rows with the largest scores of one query so far: a binary heap with the worst kept row on top. It is unspecified
 * which of several rows with the worst kept score are kept.
 */
final class TopRows {

    /** The number of scratch floats that {@link #offer} needs. */
    static final int LANES = 256;

    private static final int DEPTH = 16;

    private final float[] scores;
    private final int[] rows;
    private int size;

    TopRows(int capacity) {
        scores = new float[capacity];
        rows = new int[capacity];
    }

    int size() {
        return size;
    }

    int row(int position) {
        return rows[position];
    }

    /** The smallest kept score; rows that are not kept score no higher. */
    float worst() {
        return scores[0];
    }

    /**
     * Offers the rows {@code firstRow .. firstRow + count} with scores {@code products[i] + offsets[i]}. Once the heap
     * is full, only the few scores above the worst kept one matter: the maxima of strided groups are computed first, in
     * a vectorised loop, and only groups with a relevant maximum are examined.
     *
     * @param scratch an array of {@link #LANES} floats, overwritten
     */
    void offer(float[] products, float[] offsets, int count, int firstRow, float[] scratch) {
        int next = 0;
        for (; next < count && size < scores.length; next++) {
            add(products[next] + offsets[next], firstRow + next);
        }
        for (int depth; (depth = Math.min(DEPTH, (count - next) / LANES)) > 0; next += depth * LANES) {
            maxima(products, offsets, next, depth, scratch);
            for (int lane = 0; lane < LANES; lane++) {
                if (scratch[lane] > scores[0]) {
                    offerEach(products, offsets, next + lane, next + depth * LANES, LANES, firstRow);
                }
            }
        }
        offerEach(products, offsets, next, count, 1, firstRow);
    }

    private static void maxima(float[] products, float[] offsets, int from, int depth, float[] maxima) {
        for (int lane = 0; lane < LANES; lane++) {
            maxima[lane] = products[from + lane] + offsets[from + lane];
        }
        for (int step = 1; step < depth; step++) {
            int start = from + step * LANES;
            for (int lane = 0; lane < LANES; lane++) {
                maxima[lane] = Math.max(maxima[lane], products[start + lane] + offsets[start + lane]);
            }
        }
    }

    private void offerEach(float[] products, float[] offsets, int from, int to, int step, int firstRow) {
        for (int i = from; i < to; i += step) {
            float score = products[i] + offsets[i];
            if (score > scores[0]) {
                scores[0] = score;
                rows[0] = firstRow + i;
                siftDown();
            }
        }
    }

    private void add(float score, int row) {
        int child = size++;
        while (child > 0) {
            int parent = (child - 1) / 2;
            if (!worse(score, row, scores[parent], rows[parent])) {
                break;
            }
            scores[child] = scores[parent];
            rows[child] = rows[parent];
            child = parent;
        }
        scores[child] = score;
        rows[child] = row;
    }

    private void siftDown() {
        float score = scores[0];
        int row = rows[0];
        int parent = 0;
        while (true) {
            int child = 2 * parent + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && worse(scores[child + 1], rows[child + 1], scores[child], rows[child])) {
                child++;
            }
            if (!worse(scores[child], rows[child], score, row)) {
                break;
            }
            scores[parent] = scores[child];
            rows[parent] = rows[child];
            parent = child;
        }
        scores[parent] = score;
        rows[parent] = row;
    }

    private static boolean worse(float score, int row, float otherScore, int otherRow) {
        return score < otherScore || (score == otherScore && row > otherRow);
    }
}
