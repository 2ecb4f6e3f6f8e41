package io.ssl4j.examples.programs;

import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.contrastive.simclr.SimClrConfig;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.encoder.SampleViews;
import io.ssl4j.core.encoder.VectorInput;
import io.ssl4j.core.network.head.MlpHead;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.train.Trainer;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;

/** Pretrains an encoder of your own on samples of your own: here purchases. */
public final class OwnSamples {

    /** A sample: what was paid, when, and for which of five kinds of things. */
    record Purchase(double amount, int hour, int category) {

        /** The row that the network takes. */
        float[] features() {
            float[] row = new float[8];
            row[0] = (float) Math.log1p(amount);
            row[1] = (float) Math.sin(hour * Math.PI / 12);
            row[2] = (float) Math.cos(hour * Math.PI / 12);
            row[3 + category] = 1;
            return row;
        }

        /** A purchase that means the same: a little more, an hour before or after. */
        Purchase similar(RandomStream random) {
            return new Purchase(amount * (1 + 0.1 * random.nextDouble()), hour + random.nextInt(3) - 1, category);
        }
    }

    private OwnSamples() {}

    /** Trains for a few seconds and prints the loss of each epoch. */
    public static void main(String[] args) {
        Dataset<Purchase> purchases = Dataset.of(IntStream.range(0, 2000)
                .mapToObj(i -> new Purchase(5 + i % 97, i * 7 % 24, i % 5))
                .toList());
        EncoderInput<Purchase> input = new VectorInput<>("purchase", Purchase.class, 8, Purchase::features);
        Encoder<Purchase> encoder = Encoder.of(MlpHead.of("encoder", 8, 64, 32).build(1, DataType.FLOAT), input);
        var method = SimClr.of(encoder, SampleViews.pair(input, Purchase::similar), SimClrConfig.defaults());
        Trainer trainer = Trainer.builder()
                .optimizer(Optimizers.adam(1e-3))
                .epochs(9)
                .batchSize(100)
                .build();
        System.out.println("loss by epoch: " + trainer.fit(method, purchases).epochLosses());
        System.out.println("representations: " + encoder.embed(purchases).shapeInfoToString());
    }
}
