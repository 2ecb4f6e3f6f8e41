package io.ssl4j.eval.knn;

import io.ssl4j.core.numerics.MatrixProduct;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Reused arrays for the products of query blocks with bank blocks. */
final class Products implements AutoCloseable {

    private final Map<List<Integer>, INDArray> arrays = new HashMap<>();

    /**
     * Computes {@code queries x block} products, one query after the other; overwritten by the next call of the same
     * shape.
     */
    FloatBuffer of(BankBlock block, INDArray queries) {
        int m = Math.toIntExact(queries.size(0));
        INDArray product = arrays.computeIfAbsent(
                List.of(m, block.count()),
                shape -> Nd4j.createUninitialized(DataType.FLOAT, new long[] {m, block.count()}, 'c'));
        return MatrixProduct.multiplyInto(product, queries, false, block.array(), true)
                .data()
                .asNioFloat();
    }

    @Override
    public void close() {
        arrays.values().forEach(INDArray::close);
    }
}
