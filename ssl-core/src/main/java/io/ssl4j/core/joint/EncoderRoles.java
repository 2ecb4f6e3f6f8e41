package io.ssl4j.core.joint;

import io.ssl4j.core.encoder.Encoder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The roles of the two encoders of a method with a moving average, under whose names it hands them out.
 *
 * @param trained the role of the encoder that the optimiser trains: "online", "query", "student"
 * @param average the role of its moving average: "target", "key", "teacher"
 * @param averageIsMain whether the average is the main encoder, which is measured and saved; otherwise the trained
 *     one is
 */
public record EncoderRoles(String trained, String average, boolean averageIsMain) {

    /** Roles of which the trained encoder is the main one. */
    public static EncoderRoles ofMain(String trained, String average) {
        return new EncoderRoles(trained, average, false);
    }

    /** Roles of which the average is the main encoder. */
    public static EncoderRoles ofMainAverage(String trained, String average) {
        return new EncoderRoles(trained, average, true);
    }

    /**
     * Returns the main encoder under its own name, then both under the names of their roles.
     *
     * @param own the encoder that is trained, by name; nothing is handed out if there is none
     * @param target the average of a branch that begins with this encoder
     */
    public Map<String, Encoder<?>> encoders(Map<String, Encoder<?>> own, TargetBranch target) {
        Map<String, Encoder<?>> all = new LinkedHashMap<>();
        own.forEach((name, encoder) -> {
            Encoder<?> averaged = encoder.over(target.networks().get(0).network());
            all.put(name, averageIsMain ? averaged : encoder);
            all.put(trained, encoder);
            all.put(average, averaged);
        });
        return all;
    }
}
