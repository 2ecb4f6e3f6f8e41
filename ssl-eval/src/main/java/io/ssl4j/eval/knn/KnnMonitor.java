package io.ssl4j.eval.knn;

import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.eval.features.FeatureChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the encoder's k-NN accuracy during training. The labels are used only here; the monitor does not affect the
 * run.
 *
 * <pre>{@code
 * KnnMonitor<Image> monitor = KnnMonitor.every(1, labelledTrain, labelledValidation);
 * Trainer.builder().listener(monitor)...
 * }</pre>
 *
 * Select epochs on a validation split, not on the test set: the best of many epochs on the test set is an
 * optimistically biased result.
 *
 * @param <T> the sample type
 */
public final class KnnMonitor<T> implements TrainingListener {

    private static final Logger LOG = LoggerFactory.getLogger(KnnMonitor.class);
    private static final String MAIN_ENCODER = Encoder.NAME;

    /**
     * One measurement.
     *
     * @param epoch epochs done
     * @param step updates made
     * @param accuracy 0..1
     */
    public record Measurement(int epoch, long step, double accuracy) {}

    private final int epochs;
    private final LabeledDataset<T> bank;
    private final LabeledDataset<T> test;
    private final KnnProbe probe;
    private final Consumer<Measurement> consumer;
    private final List<Measurement> history = new ArrayList<>();

    private KnnMonitor(
            int epochs,
            LabeledDataset<T> bank,
            LabeledDataset<T> test,
            KnnProbe probe,
            Consumer<Measurement> consumer) {
        this.epochs = epochs;
        this.bank = bank;
        this.test = test;
        this.probe = probe;
        this.consumer = consumer;
    }

    /**
     * Makes a monitor with the default k-NN.
     *
     * @param epochs the interval in epochs; it also measures after the last one
     * @param bank labelled samples to find neighbours among
     * @param test labelled samples to classify, none of them in the bank
     * @throws IllegalArgumentException if the interval is below 1, the bank is smaller than k, the test set is empty,
     *     or a label has different class names in the two
     */
    public static <T> KnnMonitor<T> every(int epochs, LabeledDataset<T> bank, LabeledDataset<T> test) {
        return every(epochs, bank, test, KnnConfig.defaults());
    }

    /** Makes a monitor with another k-NN, for a bank that is smaller than the default k. */
    public static <T> KnnMonitor<T> every(
            int epochs, LabeledDataset<T> bank, LabeledDataset<T> test, KnnConfig config) {
        if (epochs < 1) {
            throw new IllegalArgumentException("an interval must be at least 1 epoch, got " + epochs);
        }
        return checked(new KnnMonitor<>(epochs, bank, test, KnnProbe.of(config), KnnMonitor::log));
    }

    /** Returns this monitor with another k-NN. */
    public KnnMonitor<T> with(KnnConfig config) {
        return checked(new KnnMonitor<>(epochs, bank, test, KnnProbe.of(config), consumer));
    }

    /** Returns this monitor with every measurement passed to a consumer instead of logged. */
    public KnnMonitor<T> reportingTo(Consumer<Measurement> newConsumer) {
        return new KnnMonitor<>(epochs, bank, test, probe, newConsumer);
    }

    private static <T> KnnMonitor<T> checked(KnnMonitor<T> monitor) {
        int k = monitor.probe.config().k();
        if (monitor.bank.size() < k || monitor.test.size() == 0) {
            throw new IllegalArgumentException("a k-NN monitor needs at least k = " + k
                    + " labelled samples in its bank and one to test, got " + monitor.bank.size() + " and "
                    + monitor.test.size());
        }
        FeatureChecks.requireSameClasses(monitor.bank, monitor.test);
        return monitor;
    }

    private static void log(Measurement measurement) {
        LOG.info("epoch {}: k-NN accuracy {}", measurement.epoch(), measurement.accuracy());
    }

    /** The measurements so far, in order. */
    public List<Measurement> history() {
        return List.copyOf(history);
    }

    @Override
    public void onEpoch(EpochDone epoch) {
        if (epoch.epoch() % epochs != 0 && epoch.epoch() != epoch.epochs()) {
            return;
        }
        Encoder<?> encoder = epoch.encoders().get(MAIN_ENCODER);
        if (encoder == null) {
            throw new IllegalStateException("a k-NN monitor measures the encoder called '" + MAIN_ENCODER
                    + "', but the method has " + epoch.encoders().keySet());
        }
        double accuracy = accuracy(encoder);
        Measurement measurement = new Measurement(epoch.epoch(), epoch.step(), accuracy);
        history.add(measurement);
        consumer.accept(measurement);
    }

    /** @throws IllegalStateException if the encoder takes other samples than those of the bank */
    @SuppressWarnings("unchecked")
    private double accuracy(Encoder<?> encoder) {
        if (!encoder.input().sampleType().isInstance(bank.get(0))) {
            throw new IllegalStateException("a k-NN monitor needs samples that the encoder takes, "
                    + encoder.input().sampleType().getSimpleName() + ", got "
                    + bank.get(0).getClass().getSimpleName());
        }
        return probe.fit((Encoder<T>) encoder, bank).accuracy(test);
    }
}
