package io.ssl4j.eval.finetune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.encoder.VectorInput;
import io.ssl4j.core.network.head.MlpHead;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerRatesTest {

    @Test
    void eachBlockIsSlowerThanTheOneAboveIt() {
        Encoder<Image> encoder = ImageEncoders.resNetS(ImageInput.of(8, 8, 3), 4, 1);
        List<ParameterGroup> groups = LayerRates.groups(encoder, 0.5, 0.1);
        int blocks = groups.size();
        assertThat(blocks).isGreaterThan(2);
        for (int i = 0; i < blocks; i++) {
            assertThat(groups.get(i).learningRateScale()).isCloseTo(0.5 * Math.pow(0.1, blocks - i), within(1e-12));
        }
        encoder.network().parameters().segments().forEach(segment -> assertThat(
                        groups.stream().filter(group -> group.segments().test(segment)))
                .as(segment.name())
                .hasSize(1));
    }

    @Test
    void theStemIsInTheFirstBlock() {
        Encoder<Image> encoder = ImageEncoders.resNetS(ImageInput.of(8, 8, 3), 4, 1);
        Map<String, Integer> blocks = LayerRates.blocks(encoder);
        String first = encoder.network().parameters().segments().get(0).name();
        assertThat(blocks.get(first)).isZero();
        assertThat(List.copyOf(blocks.values())).isSorted();
    }

    @Test
    void withoutNamedTapsALayerWithItsNormIsABlock() {
        VectorInput<float[]> input = new VectorInput<>("vector", float[].class, 3, vector -> vector);
        Encoder<float[]> encoder = Encoder.of(MlpHead.of("encoder", 3, 5, 4).build(1), input);
        Map<String, Integer> blocks = LayerRates.blocks(encoder);
        assertThat(blocks)
                .containsEntry("layer1_linear_W", 0)
                .containsEntry("layer1_linear_b", 0)
                .containsEntry("layer1_norm_gamma", 0)
                .containsEntry("layer2_linear_W", 1)
                .containsEntry("layer2_linear_b", 1);
    }

    @Test
    void noDecayIsOneGroup() {
        Encoder<Image> encoder = ImageEncoders.resNetS(ImageInput.of(8, 8, 3), 4, 1);
        assertThat(LayerRates.groups(encoder, 0.3, 1)).singleElement().satisfies(group -> {
            assertThat(group.name()).isEqualTo("encoder");
            assertThat(group.learningRateScale()).isEqualTo(0.3);
        });
    }
}
