package io.ssl4j.eval.knn;

/**
 * The rows with the largest scores so far, of one query: a binary heap with the worst kept row on top. Rows are offered in
 * ascending order, so of equal scores the lower row stays.
 */
final class TopRows {

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

    /** The smallest score kept; what is not kept scores no more than that. */
    float worst() {
        return scores[0];
    }

    /** Offers the rows {@code firstRow, firstRow + 1, ...} with scores {@code block[from .. from + count)}. */
    void offer(float[] block, int from, int count, int firstRow) {
        int i = 0;
        for (; i < count && size < scores.length; i++) {
            add(block[from + i], firstRow + i);
        }
        float threshold = scores[0];
        for (; i < count; i++) {
            float score = block[from + i];
            if (score > threshold) {
                scores[0] = score;
                rows[0] = firstRow + i;
                siftDown();
                threshold = scores[0];
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
