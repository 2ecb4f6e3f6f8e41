package io.ssl4j.eval.knn;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Reused arrays for the products of bank blocks with query blocks. */
final class Products implements AutoCloseable {

    private final Map<List<Integer>, INDArray> arrays = new HashMap<>();
    private float[] scores = new float[0];

    /** {@code queries x block} scores, one query after the other; overwritten by the next call. */
    float[] of(BankBlock block, INDArray queries) {
        int m = Math.toIntExact(queries.size(0));
        // In 'f' order the column of a query lies together, and gemm writes it without another pass.
        INDArray product = arrays.computeIfAbsent(
                List.of(block.count(), m),
                shape -> Nd4j.createUninitialized(DataType.FLOAT, new long[] {block.count(), m}, 'f'));
        Nd4j.gemm(block.array(), queries, product, false, true, 1.0, 0.0);
        FloatBuffer buffer = product.data().asNioFloat();
        if (scores.length < m * block.count()) {
            scores = new float[m * block.count()];
        }
        buffer.get(scores, 0, m * block.count());
        return scores;
    }

    @Override
    public void close() {
        arrays.values().forEach(INDArray::close);
    }
}
