package io.ssl4j.eval.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The scores of one kind of features on the test set.
 *
 * @param knnAccuracy the accuracy of weighted k-NN, 0..1
 * @param linearAccuracy the accuracy of the linear probe, 0..1
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
