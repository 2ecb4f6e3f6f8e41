package io.ssl4j.core.encoder;

import io.ssl4j.core.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An encoder with a trained head: the product of fine-tuning. It turns samples into class probabilities or numbers, and
 * {@link #save} writes a plain DL4J model file whose output they are.
 *
 * <pre>{@code
 * Predictor<Image> predictor = Predictor.load(file, Image.class);
 * INDArray probabilities = predictor.predict(images);      // [n, classes]
 * }</pre>
 *
 * @param model the network with its head and the preprocessing; its "representation" is the row of outputs
 * @param task what the outputs mean
 * @param names the name of each output: a class, a label or a number
 * @param <T> the sample type
 */
public record Predictor<T>(Encoder<T> model, Task task, List<String> names) {

    /** What the outputs of a head mean. */
    public enum Task {
        /** One class per sample: outputs are probabilities that sum to 1. */
        CLASSES,
        /** Any number of labels per sample: each output is the probability of its label. */
        LABELS,
        /** Regression: outputs are numbers. */
        NUMBERS
    }

    public Predictor {
        Objects.requireNonNull(task, "task");
        names = List.copyOf(names);
        if (names.size() != model.representationSize()) {
            throw new IllegalArgumentException("each output of a predictor needs a name, got "
                    + model.representationSize() + " outputs and " + names.size() + " names");
        }
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("the names of a predictor's outputs must differ, got " + names);
        }
    }

    /**
     * Predicts samples, in inference mode and in data set order.
     *
     * @return {@code [n, outputs]}, float: probabilities or numbers, as {@link #task} says
     * @throws IllegalArgumentException if a sample does not fit, naming it
     */
    public INDArray predict(Dataset<T> samples) {
        return model.embed(samples);
    }

    /**
     * Returns a copy for serving, thread-safe and faster: {@code freeze().embed(sample)} returns the outputs for one
     * sample.
     */
    public FrozenEncoder<T> freeze() {
        return model.freeze();
    }

    /**
     * Writes a plain DL4J model file: its output are the probabilities or numbers. Preprocessing, task and names are in
     * the additional entry that encoder files have. The file appears complete or not at all.
     */
    public void save(Path file) throws IOException {
        EncoderFile.write(model, new OutputNames(task, names), file);
    }

    /**
     * Reads a file that {@link #save} wrote. It need not be trusted; see {@link Encoder#load(Path, String...)}.
     *
     * @throws IOException if the file cannot be read, is damaged, or holds an encoder without a head
     */
    public static Predictor<?> load(Path file, String... trusted) throws IOException {
        EncoderFile.Content content = EncoderFile.read(file, List.of(trusted));
        return of(file, content.encoder(), content.outputs());
    }

    /** Reads a predictor of a sample type, such as {@code Image.class}. */
    public static <T> Predictor<T> load(Path file, Class<T> samples, String... trusted) throws IOException {
        EncoderFile.Content content = EncoderFile.read(file, List.of(trusted));
        return of(file, Encoder.typed(file, content.encoder(), samples), content.outputs());
    }

    private static <T> Predictor<T> of(Path file, Encoder<T> model, Optional<OutputNames> head) throws IOException {
        OutputNames outputs = head.orElseThrow(
                () -> new IOException(file + " holds an encoder without a head, so it predicts nothing;"
                        + " fine-tune it first, or read it with Encoder.load"));
        try {
            return new Predictor<>(model, outputs.task(), outputs.names());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    /** What an encoder file says of the outputs of its head. */
    record OutputNames(Task task, List<String> names) {}
}
