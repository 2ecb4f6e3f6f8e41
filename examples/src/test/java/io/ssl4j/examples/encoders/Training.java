package io.ssl4j.examples.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.contrastive.simclr.SimClrConfig;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What every encoder from elsewhere has to stand. */
final class Training {

    private Training() {}

    /**
     * Two steps of SimCLR move the encoder and leave it finite; its file gives the same embeddings, and what was loaded
     * goes on training.
     *
     * @param rows as the encoder takes them
     * @param file is written
     */
    static void trainsAndComesBack(Encoder<Image> encoder, INDArray rows, Path file) throws IOException {
        INDArray before = encoder.embed(rows);
        TrainingResult run = train(encoder);
        assertThat(run.epochLosses()).allSatisfy(loss -> assertThat(loss).isFinite());
        INDArray after = run.encoder().embed(rows);
        assertThat(after.sumNumber().doubleValue()).isFinite();
        assertThat(after.distance2(before)).isGreaterThan(1e-4);

        run.encoder().save(file);
        Encoder<Image> loaded = Encoder.load(file, Image.class);
        assertThat(loaded.input()).isEqualTo(encoder.input());
        assertThat(loaded.embed(rows)).isEqualTo(after);
        assertThat(train(loaded).encoder().embed(rows).sumNumber().doubleValue())
                .isFinite();
    }

    private static TrainingResult train(Encoder<Image> encoder) {
        int side = ImageInput.of(encoder).height();
        return Trainer.builder()
                .optimizer(Optimizers.adam(1e-3))
                .batchSize(4)
                .epochs(1)
                .seed(1)
                .build()
                .fit(SimClr.of(encoder, SimClrConfig.defaults()), SyntheticImages.noise(8, side, side, 3, 2));
    }
}
