package io.ssl4j.noncontrastive.dino;

/**
 * The temperature that sharpens the teacher's output, rising in equal steps over the first epochs (the reference code
 * of DINO, facebookresearch/dino, {@code --warmup_teacher_temp}).
 *
 * @param first the temperature in the first epoch, above 0
 * @param last the temperature after the warm-up, above 0
 * @param warmupEpochs the number of epochs over which it rises, including the first and the last of them; 0 or 1 for
 *     none
 */
public record TeacherTemperature(double first, double last, int warmupEpochs) {

    public TeacherTemperature {
        if (!(first > 0) || !(last > 0) || Double.isInfinite(first) || Double.isInfinite(last)) {
            throw new IllegalArgumentException("the teacher's temperatures must be finite and above 0, got " + first
                    + " and " + last + "; the paper has 0.04 to 0.07");
        }
        if (warmupEpochs < 0) {
            throw new IllegalArgumentException(
                    "the warm-up of the teacher's temperature takes at least 0 epochs, got " + warmupEpochs);
        }
        if (first != last && warmupEpochs < 2) {
            throw new IllegalArgumentException("a teacher's temperature of " + first + " in the first epoch and " + last
                    + " later needs at least 2 epochs of warm-up, got " + warmupEpochs
                    + "; set them, or both temperatures to the same");
        }
    }

    /** A constant temperature. */
    public static TeacherTemperature constant(double temperature) {
        return new TeacherTemperature(temperature, temperature, 0);
    }

    /** @param epoch from 0 */
    public double at(int epoch) {
        if (epoch >= warmupEpochs - 1) {
            return last;
        }
        return first + (last - first) * epoch / (warmupEpochs - 1);
    }
}
