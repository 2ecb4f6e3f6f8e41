package io.ssl4j.core.encoder;

import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.network.Rows;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Represents a sample by the mean representation of several random views of it: a bag of features. EMP-SSL is measured
 * so, over 128 crops (Tong et al. 2023, arXiv:2304.03977; tsb0601/EMP-SSL, {@code evaluate.py}). A sample's views
 * depend on the seed and on its place in the data set.
 *
 * @param encoder the encoder, used in inference mode
 * @param views the generator of one view, of as many copies as are averaged
 * @param seed for the random views
 * @param <T> the sample type
 */
public record ViewAverage<T>(Encoder<T> encoder, ViewGenerator<T> views, long seed) implements FeatureMap<T> {

    private static final int ROWS_AT_ONCE = 256;
    private static final int LOADER_THREADS = Runtime.getRuntime().availableProcessors();

    public ViewAverage {
        List<ViewSpec> rows = encoder.input().rows();
        List<ViewSpec> made = views.layout();
        boolean fits = made.size() == 1
                && rows.size() == 1
                && Arrays.equals(made.get(0).shape(), rows.get(0).shape());
        if (!fits) {
            throw new IllegalArgumentException("a mean over views needs a generator of one view with the rows that the"
                    + " encoder takes, " + rows + ", got " + made + "; take a recipe without crops of another size");
        }
    }

    /** {@inheritDoc} */
    @Override
    public INDArray features(Dataset<T> data) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("embedding needs at least one sample, got an empty data set");
        }
        ViewSpec spec = views.layout().get(0);
        INDArray result = Nd4j.createUninitialized(DataType.FLOAT, data.size(), encoder.representationSize());
        int samples = Math.min(data.size(), Math.max(1, ROWS_AT_ONCE / spec.copies()));
        BatchConfig config = new BatchConfig(samples, LOADER_THREADS, 2, false, false, seed);
        try (BatchLoader<T> loader = BatchLoader.open(data, views, config)) {
            loader.startEpoch(0, 0);
            for (long from = 0; loader.hasNext(); from += samples) {
                average(loader.next(), spec, result, from);
            }
        }
        return result;
    }

    private void average(ViewBatch batch, ViewSpec spec, INDArray result, long from) {
        DataType type = encoder.network().parameters().values().dataType();
        Rows made = batch.rows(spec.name());
        Rows rows = new Rows(made.values().castTo(type), made.mask());
        long samples = rows.size() / spec.copies();
        INDArray sum = result.get(NDArrayIndex.interval(from, from + samples));
        sum.assign(0);
        try (INDArray all = encoder.embed(rows)) {
            for (int copy = 0; copy < spec.copies(); copy++) {
                sum.addi(all.get(NDArrayIndex.interval(copy * samples, (copy + 1) * samples)));
            }
        }
        sum.divi(spec.copies());
    }

    /** The encoder's name and the number of views. */
    @Override
    public String name() {
        return encoder.name() + ", mean of " + views.layout().get(0).copies() + " views";
    }
}
