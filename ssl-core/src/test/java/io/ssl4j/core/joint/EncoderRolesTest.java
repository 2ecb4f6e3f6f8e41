package io.ssl4j.core.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.testing.TestArrays;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class EncoderRolesTest {

    private static final ImageInput INPUT = ImageInput.of(12, 12, 1);

    private final Encoder<Image> encoder = ImageEncoders.tiny(INPUT, 3);
    private final TargetBranch target = TargetBranch.of(Branch.on(encoder));

    @Test
    void theMainEncoderIsTheTrainedOneOrItsAverage() {
        Map<String, Encoder<?>> online =
                EncoderRoles.ofMain("online", "target").encoders(Map.of("encoder", encoder), target);
        assertThat(online.keySet()).containsExactly("encoder", "online", "target");
        assertThat(online.get("encoder")).isSameAs(encoder).isSameAs(online.get("online"));

        Map<String, Encoder<?>> teacher =
                EncoderRoles.ofMainAverage("student", "teacher").encoders(Map.of("encoder", encoder), target);
        assertThat(teacher.keySet()).containsExactly("encoder", "student", "teacher");
        assertThat(teacher.get("student")).isSameAs(encoder);
        assertThat(teacher.get("encoder")).isSameAs(teacher.get("teacher")).isNotSameAs(encoder);
    }

    /** Live, under the main encoder's name, and as a file an encoder like any other. */
    @Test
    void theAverageIsAnEncoderOverTheTargetsParameters(@TempDir Path folder) throws IOException {
        Encoder<?> average = EncoderRoles.ofMain("online", "target")
                .encoders(Map.of("encoder", encoder), target)
                .get("target");
        INDArray rows = TestArrays.gaussian(5, 4, 12 * 12).reshape(4, 12, 12, 1).castTo(DataType.FLOAT);
        assertThat(average.embed(rows)).isEqualTo(encoder.embed(rows));
        encoder.network().parameters().values().muli(2);
        target.update(0.5);
        assertThat(average.name()).isEqualTo("encoder");
        assertThat(average.network().parameters())
                .isSameAs(target.networks().get(0).network().parameters());
        assertThat(average.embed(rows)).isNotEqualTo(encoder.embed(rows));
        average.save(folder.resolve("target.zip"));
        assertThat(Encoder.load(folder.resolve("target.zip"), Image.class).embed(rows))
                .isEqualTo(average.embed(rows));
    }

    @Test
    void anEncoderTakesOnlyNetworksOfItsOwnKind() {
        assertThatThrownBy(() -> encoder.over(ImageEncoders.tinyPlain(INPUT, 3).network()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("encoder 'encoder' has \\d+ parameters, but the network 'encoder' that should take"
                        + " its place has \\d+; give a copy of its own network");
    }
}
