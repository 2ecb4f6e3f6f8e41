package io.ssl4j.core.train;

import io.ssl4j.core.batch.View;
import io.ssl4j.core.batch.ViewBatch;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Looks for the cause of a step that was not finite. */
final class NonFinite {

    private static final String REMEDY = "try a lower learning rate, a longer warm-up or clipGradientNorm,"
            + " and check the data and the temperature or other settings of the method";

    private NonFinite() {}

    /** What to try: to mend a sample, if the batch itself is not finite. */
    static String remedy(ViewBatch batch) {
        for (Map.Entry<String, View> view : batch.views().entrySet()) {
            INDArray data = view.getValue().data();
            if (!data.dataType().isFPType() || Double.isFinite(data.sumNumber().doubleValue())) {
                continue;
            }
            for (long row = 0; row < data.size(0); row++) {
                double sum = data.slice(row).sumNumber().doubleValue();
                if (!Double.isFinite(sum)) {
                    return "the batch itself is at fault: view '" + view.getKey() + "' of sample "
                            + batch.indices()[(int) (row % batch.size())] + " sums to " + sum
                            + "; mend or leave out that sample, or check its augmentation";
                }
            }
        }
        return REMEDY;
    }
}
