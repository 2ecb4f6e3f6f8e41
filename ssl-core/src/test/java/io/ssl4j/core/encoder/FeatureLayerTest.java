package io.ssl4j.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.network.GraphNetwork;
import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.Parameters;
import io.ssl4j.core.network.head.HeadNorm;
import io.ssl4j.core.network.head.HeadShape;
import io.ssl4j.core.testing.Agreement;
import io.ssl4j.core.testing.OwnGraph;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.dataset.ImageDataset;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

class FeatureLayerTest {

    private static final ImageInput SMALL = ImageInput.of(12, 12, 1);

    @TempDir
    Path folder;

    private static Encoder<Image> trained() {
        Encoder<Image> encoder = ImageEncoders.tiny(SMALL, 5);
        INDArray values = encoder.network().parameters().values();
        values.muli(1.25);
        return encoder;
    }

    /** The features are those of a head of one linear layer with batch norm, after ReLU. */
    @Test
    void featuresAreLinearNormAndReluOfTheRepresentation() {
        Encoder<Image> encoder = trained();
        Encoder<Image> extended = encoder.withFeatureLayer(7);
        Network head =
                HeadShape.of(7).withOutputNorm(HeadNorm.AFFINE).on(64, "head").build(1);
        Parameters all = extended.network().parameters();
        long body = encoder.network().parameters().length();
        assertThat(all.values().get(NDArrayIndex.interval(0, body)))
                .isEqualTo(encoder.network().parameters().values());
        head.parameters().values().assign(all.values().get(NDArrayIndex.interval(body, all.length())));
        ImageDataset images = SyntheticImages.patterns(4, 3, 12, 1, 1).unlabeled();
        INDArray expected = Transforms.relu(head.infer(encoder.embed(images)));
        assertThat(extended.representationSize()).isEqualTo(7);
        Agreement.assertClose("features", extended.embed(images), expected, 1e-5);
        Agreement.assertClose("backbone", extended.embed(images, FeatureLayer.BACKBONE), encoder.embed(images), 1e-6);
    }

    @Test
    void theLayerBeginsWithTheEncodersSeedAndIsThereAgainAfterLoading() throws IOException {
        Encoder<Image> extended = trained().withFeatureLayer(7);
        INDArray untrained = extended.untrained().network().parameters().values();
        assertThat(ImageEncoders.tiny(SMALL, 5)
                        .withFeatureLayer(7)
                        .network()
                        .parameters()
                        .values())
                .isEqualTo(untrained);
        assertThat(ImageEncoders.tiny(SMALL, 6)
                        .withFeatureLayer(7)
                        .network()
                        .parameters()
                        .values())
                .isNotEqualTo(untrained);
        Path file = folder.resolve("encoder.zip");
        extended.save(file);
        Encoder<Image> loaded = Encoder.load(file, Image.class);
        assertThat(loaded.network().parameters().values())
                .isEqualTo(extended.network().parameters().values());
        assertThat(loaded.untrained().network().parameters().values()).isEqualTo(untrained);
        assertThat(loaded.taps()).isEqualTo(extended.taps()).contains("block3", FeatureLayer.BACKBONE);
    }

    @Test
    void doubleEncodersAndGraphsFromElsewhereTakeOneToo() {
        assertThat(ImageEncoders.tiny(SMALL, 5, DataType.DOUBLE)
                        .withFeatureLayer(3)
                        .embed(Nd4j.rand(DataType.DOUBLE, 2, 12, 12, 1))
                        .shape())
                .containsExactly(2, 3);
        Encoder<Image> own = OwnGraph.encoder(SMALL).withFeatureLayer(3);
        assertThat(own.representationSize()).isEqualTo(3);
        assertThat(own.network()).isInstanceOf(GraphNetwork.class);
        assertThat(ImageEncoders.resNetS(SMALL, 4, 1)
                        .withZeroInitResidual()
                        .withFeatureLayer(3)
                        .untrained()
                        .initialState()
                        .zeroResidual())
                .isTrue();
    }

    @Test
    void aSecondLayerAndAnEmptyOneAreRejected() {
        Encoder<Image> encoder = ImageEncoders.tiny(SMALL, 5);
        assertThatThrownBy(() -> encoder.withFeatureLayer(3).withFeatureLayer(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("encoder 'encoder' has a feature layer already; append one only");
        assertThatThrownBy(() -> encoder.withFeatureLayer(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a feature layer needs a width of at least 1, got 0");
    }
}
