package io.ssl4j.core.train;

import io.ssl4j.core.batch.MemoryRows;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.checkpoint.Checkpoint;
import io.ssl4j.core.checkpoint.CheckpointFile;
import io.ssl4j.core.checkpoint.CheckpointFormatException;
import io.ssl4j.core.data.ContentHash;
import io.ssl4j.core.data.DataFingerprint;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.train.event.RunWarnings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run is fed: its data and its encoders' inputs. Fingerprints of both are in its checkpoints and are compared
 * when it resumes.
 *
 * @param <T> the sample type
 */
final class RunData<T> {

    private static final Logger LOG = LoggerFactory.getLogger(RunData.class);

    private static final String SAMPLES = Checkpoint.SETTINGS + "samples";
    private static final String DATA = "data/fingerprint";
    private static final String INPUT = "input/";

    private final Dataset<T> data;
    private final DataCheck check;
    private final RunWarnings warnings;
    private final Map<String, EncoderInput<?>> inputs = new LinkedHashMap<>();
    private DataFingerprint fingerprint;

    RunData(SslMethod<T> method, Dataset<T> data, DataCheck check, RunWarnings warnings) {
        this.warnings = warnings;
        this.data = data;
        this.check = check;
        method.encoders().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> inputs.put(entry.getKey(), input(entry.getValue())));
    }

    private static EncoderInput<?> input(Encoder<?> encoder) {
        return encoder.input();
    }

    /** Looks at the data of a run that begins. */
    void begin() {
        fingerprint = DataFingerprint.of(data, check.contents(), this::rows);
    }

    /**
     * Compares the number of samples, before anything is allocated.
     *
     * @throws CheckpointFormatException if it differs and changes are not accepted
     */
    void checkSize(CheckpointFile file) {
        String samples = file.text(SAMPLES);
        if (!samples.equals(Integer.toString(data.size()))) {
            differs(file, "there were " + samples + " samples, there are " + data.size());
        }
    }

    /**
     * Compares everything else with what a checkpoint says. A checkpoint without fingerprint, of an earlier version, is
     * accepted with a warning.
     *
     * @throws CheckpointFormatException naming the first difference, unless changes are accepted
     */
    void check(CheckpointFile file) {
        String stored = file.texts().get(DATA);
        if (stored == null) {
            warnings.add("checkpoint " + file.path()
                    + " does not say what the data was, as those of earlier versions: take care that it is the data"
                    + " that the run began with");
            begin();
            return;
        }
        DataFingerprint before = read(file, stored);
        fingerprint = before.size() == data.size() ? before.again(data, check.contents(), this::rows) : null;
        Optional<String> difference = fingerprint == null ? Optional.empty() : before.difference(fingerprint);
        difference.ifPresent(text -> differs(file, text));
        inputs.forEach((name, input) -> {
            String was = file.texts().get(INPUT + name);
            if (was != null && !was.equals(input.describe())) {
                inputDiffers(file, "the input of encoder '" + name + "' was " + was + ", it is " + input.describe());
            }
        });
        if (fingerprint != null && difference.isEmpty()) {
            before.rowDifference(fingerprint).ifPresent(text -> inputDiffers(file, text));
            // What this check did not read stays known.
            fingerprint = before;
        } else {
            begin();
        }
    }

    private static DataFingerprint read(CheckpointFile file, String text) {
        try {
            return DataFingerprint.read(text);
        } catch (IllegalArgumentException e) {
            throw new CheckpointFormatException(
                    file.path(),
                    "its fingerprint of the data is broken: " + e.getMessage(),
                    "use another checkpoint",
                    e);
        }
    }

    private void differs(CheckpointFile file, String difference) {
        refuse(
                file,
                "a run resumes on the data that it began with, but " + difference,
                "bring the data back, or begin a new run in another directory; to go on with changed data, add"
                        + " .dataCheck(DataCheck.defaults().accepting())");
    }

    private void inputDiffers(CheckpointFile file, String difference) {
        refuse(
                file,
                "a run resumes with the preprocessing that it began with, but " + difference,
                "make the encoder with the input of the beginning (Encoder.load(file).input() of an encoder saved by the"
                        + " run), or begin a new run in another directory; to go on regardless, add"
                        + " .dataCheck(DataCheck.defaults().accepting())");
    }

    private void refuse(CheckpointFile file, String problem, String remedy) {
        if (!check.acceptChanges()) {
            throw new CheckpointFormatException(file.path(), problem, remedy);
        }
        warnings.add("checkpoint " + file.path() + ": " + problem + "; accepted, as asked for");
    }

    /** The texts of a checkpoint. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(DATA, fingerprint.text());
        inputs.forEach((name, input) -> texts.put(INPUT + name, input.describe()));
        return texts;
    }

    /** The hash of the rows that a sample becomes; empty if no encoder takes such samples, or not this one. */
    private Optional<String> rows(T sample) {
        ContentHash hash = new ContentHash();
        boolean any = false;
        for (EncoderInput<?> input : inputs.values()) {
            if (input.sampleType().isInstance(sample)) {
                any = true;
                try {
                    add(hash, input, sample);
                } catch (RuntimeException e) {
                    LOG.debug("a sample does not become the rows of {}: {}", input, e.toString());
                    return Optional.empty();
                }
            }
        }
        return any ? Optional.of(hash.text()) : Optional.empty();
    }

    private static <S> void add(ContentHash hash, EncoderInput<S> input, Object sample) {
        MemoryRows rows = new MemoryRows(input.rows());
        input.write(input.sampleType().cast(sample), rows);
        for (ViewSpec spec : input.rows()) {
            hash.add(spec.name()).add(rows.values(spec.name(), 0));
            if (spec.masked()) {
                hash.add(rows.maskValues(spec.name(), 0));
            }
        }
    }
}
