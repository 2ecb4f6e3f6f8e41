package io.ssl4j.core.train;

import io.ssl4j.core.checkpoint.CheckpointFile;
import io.ssl4j.core.checkpoint.CheckpointReader;
import io.ssl4j.core.train.event.TrainingResult;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Everything that a run's last checkpoint holds but its times, arrays of floats as raw bits. */
public final class CheckpointBits {

    private CheckpointBits() {}

    /** What the last checkpoint of a run held. */
    public static Map<String, Object> of(TrainingResult result) {
        return of(result.checkpoint().orElseThrow());
    }

    /** What a checkpoint holds. */
    public static Map<String, Object> of(Path checkpoint) {
        CheckpointFile file = CheckpointReader.read(checkpoint);
        Map<String, Object> state = new TreeMap<>(file.texts());
        state.keySet().removeIf(name -> name.endsWith("econds"));
        file.arrays().forEach((name, array) -> state.put(name, bits(array)));
        return state;
    }

    private static String bits(INDArray array) {
        float[] floats =
                array.reshape('c', new long[] {array.length()}).dup('c').toFloatVector();
        int[] bits = new int[floats.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(floats[i]));
        return Arrays.toString(array.shape()) + Arrays.toString(bits);
    }
}
