package io.ssl4j.examples.programs;

import io.ssl4j.contrastive.simclr.SimClr;
import io.ssl4j.contrastive.simclr.SimClrConfig;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.log.Progress;
import io.ssl4j.core.optim.Optimizers;
import io.ssl4j.core.optim.schedule.Schedules;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.event.TrainingResult;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.dataset.ImageFolderOptions;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Pretrains an encoder on a folder of images, at best thousands of them, and saves it as a DL4J model file.
 *
 * <pre>
 * command   java -cp examples/target/ssl4j.jar io.ssl4j.examples.programs.PretrainOnFolder garments encoder.zip
 * data      PNG, JPEG, BMP or GIF files of any size, in sub-folders or not; for "garments" see {@link SampleFolder}
 * cost      10,000 images: at most 13 minutes on two cores, 0.7 GB of memory
 * expect    a mean loss of 3.7 in the last epoch; 6.2 (ln 511) is chance
 * </pre>
 */
public final class PretrainOnFolder {

    static ImageDataset images(Path folder) {
        return ImageDataset.fromFolder(folder, ImageFolderOptions.defaults().withResize(32, 32));
    }

    /** Trains without labels for so many passes over the images. */
    static TrainingResult train(Encoder<Image> encoder, ImageDataset images, int epochs) {
        SimClr<Image> method = SimClr.of(encoder, SimClrConfig.defaults().withTemperature(0.2));
        return Trainer.builder()
                .optimizer(Optimizers.adam(2e-3))
                .schedule(Schedules.warmupCosineEpochs(1))
                .epochs(epochs)
                .batchSize(Math.min(256, images.size()))
                .seed(42)
                .listener(Progress.toConsole(System.out))
                .build()
                .fit(method, images);
    }

    public static void main(String[] args) throws IOException {
        Arguments.require(args, "PretrainOnFolder", "FOLDER", "ENCODER.zip");
        ImageDataset images = images(Path.of(args[0]));
        Encoder<Image> encoder = ImageEncoders.resNetXs(ImageInput.of(images), 42);
        train(encoder, images, 10).encoder().save(Path.of(args[1]));
    }
}
