package io.ssl4j.eval.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one kind of features scored on the test set.
 *
 * @param knnAccuracy of weighted k-NN, 0..1
 * @param linearAccuracy of the linear probe, 0..1
 */
public record Scores(double knnAccuracy, double linearAccuracy) {

    /** The values by name, in order: {@code knnAccuracy, linearAccuracy}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("knnAccuracy", knnAccuracy);
        map.put("linearAccuracy", linearAccuracy);
        return map;
    }
}
