package io.ssl4j.examples.benchmark.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.ImageInput;
import io.ssl4j.examples.benchmark.task.PrimitiveSum.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TaskFiguresTest {

    @Test
    void quantilesAreValuesThatWereMeasured() {
        double[] values = {5, 1, 4, 2, 3};
        assertThat(Output.median(values)).isEqualTo(3);
        assertThat(Output.quantile(values, 0.99)).isEqualTo(5);
        assertThat(Output.quantile(values, 0.2)).isEqualTo(1);
    }

    @Test
    void growthIsTheSlopeOfTheSecondHalf() {
        double[] values = {900, 500, 700, 0, 10, 12, 14, 16};
        assertThat(ResidentMemory.growth(values).orElseThrow()).isCloseTo(2, within(1e-12));
        assertThat(ResidentMemory.growth(Double.NaN, Double.NaN, Double.NaN, Double.NaN))
                .isEmpty();
    }

    @Test
    void thePrimitivesOfAResidualNetworkAreOfAllKinds() {
        ImageInput input = ImageInput.of(12, 12, 1);
        PrimitiveSum sum = PrimitiveSum.of(ImageEncoders.resNetS(input, 8, 0).toGraph(), input, 4, 1);
        double parts = 0;
        for (Kind kind : Kind.values()) {
            assertThat(sum.seconds(kind)).isPositive();
            parts += sum.seconds(kind);
        }
        assertThat(sum.seconds()).isCloseTo(parts, within(1e-12));
    }

    @Test
    void stockDl4jTrainsRecipeS() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        new CommandLine(TaskMain.writingTo(new PrintStream(written)))
                .execute("stock", "--size", "8", "--batch", "2", "--steps", "1", "--warmup", "0");
        assertThat(written.toString()).startsWith("@ stepSeconds ");
    }
}
