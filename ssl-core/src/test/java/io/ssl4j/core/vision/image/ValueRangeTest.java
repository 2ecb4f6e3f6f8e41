package io.ssl4j.core.vision.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.data.ListDataset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRangeTest {

    @Test
    void lowBecomes0HighBecomes1AndTheOthersAreKeptInside() {
        ValueRange range = new ValueRange(-1000, 1000);
        assertThat(range.share(-1000)).isZero();
        assertThat(range.share(0)).isEqualTo(0.5f);
        assertThat(range.share(500)).isEqualTo(0.75f);
        assertThat(range.share(1000)).isEqualTo(1);
        assertThat(range.share(-1024)).isZero();
        assertThat(range.share(3071)).isEqualTo(1);
    }

    @Test
    void aNarrowRangeOfLargeNumbersLosesNothing() {
        Image image = Image.ofInts(1, 3, 1, new int[] {2_000_000_000, 2_000_000_001, 2_000_000_004})
                .withRange(new ValueRange(2_000_000_000, 2_000_000_004));
        float[] floats = new float[3];
        image.copyTo(floats, 0);
        assertThat(floats).containsExactly(0, 0.25f, 1);
    }

    @Test
    void textsAreRead() {
        assertThat(RangeChoice.parse("-1000:1000")).isEqualTo(new ValueRange(-1000, 1000));
        assertThat(RangeChoice.parse("-0.5:2e3")).isEqualTo(new ValueRange(-0.5, 2000));
        assertThat(RangeChoice.parse("0.1%:99.9%")).isEqualTo(new Percentiles(0.1, 99.9));
        assertThat(RangeChoice.parse(new ValueRange(-0.5, 2000).toString())).isEqualTo(new ValueRange(-0.5, 2000));
        assertThat(new Percentiles(1, 99.5)).hasToString("1%:99.5%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "low:high", "1%:9", "1:2:3"})
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> RangeChoice.parse(text))
                .hasMessage("a range must be LOW:HIGH such as -1000:1000, or two percentiles such as 1%:99%, got '"
                        + text + "'");
    }

    @Test
    void whatIsNoRangeIsRefused() {
        assertThatThrownBy(() -> new ValueRange(5, 5))
                .hasMessage(
                        "a range of values must be two finite numbers, the first below the second, such as -1000:1000,"
                                + " got 5:5");
        assertThatThrownBy(() -> new ValueRange(0, Double.NaN)).hasMessageContaining("got 0:NaN");
        assertThatThrownBy(() -> new Percentiles(99, 1))
                .hasMessage("percentiles must lie in 0..100, the first below the second, got 99 and 1");
    }

    /** 0 to 1000 over two images: the quantiles of numpy.percentile([0..1000], [1, 99]) are 10 and 990. */
    @Test
    void percentilesAreThoseOfTheDataSet() {
        List<Image> images = List.of(line(0, 500), line(501, 1000));
        assertThat(new Percentiles(1, 99).of(new ListDataset<>(images))).isEqualTo(new ValueRange(10, 990));
        assertThat(new Percentiles(0, 100).of(new ListDataset<>(images))).isEqualTo(new ValueRange(0, 1000));
        assertThatThrownBy(() -> new Percentiles(1, 99).of(new ListDataset<>(List.of(line(7, 7)))))
                .hasMessage("the percentiles 1 and 99 of the values must differ, got 7 for both; give the range itself:"
                        + " --range LOW:HIGH");
    }

    private static Image line(int first, int last) {
        int[] values = IntStream.rangeClosed(first, last).toArray();
        return Image.ofInts(1, values.length, 1, values);
    }

    @Test
    void valuesOutsideAreCounted() {
        Image image = Image.ofSignedShorts(1, 5, 1, new short[] {-1024, -1000, 0, 1000, 3071});
        ValueCensus census = ValueCensus.of(new ListDataset<>(List.of(image)), new ValueRange(-1000, 1000), 10);
        assertThat(census).isEqualTo(new ValueCensus(new ValueRange(-1000, 1000), 5, 1, 1, -1024, 3071));
        assertThat(census)
                .hasToString("of 5 values from -1024 to 3071, 1 (20.00 %) lie below the range -1000:1000 and become 0,"
                        + " 1 (20.00 %) lie above it and become 1");
    }

    @Test
    void resizingKeepsValuesAndRange() {
        Image image = Image.ofSignedShorts(2, 2, 1, new short[] {-1000, 3000, -1000, 3000});
        Image small = ImageResize.stretch(1, 1).apply(image.withRange(new ValueRange(0, 10)));
        assertThat(small.sampleType()).isEqualTo(Image.SampleType.INT16);
        assertThat(small.value(0, 0, 0)).isEqualTo(1000);
        assertThat(small.range()).contains(new ValueRange(0, 10));
        Image wide = ImageResize.stretch(1, 1).apply(Image.ofUnsignedInts(1, 2, 1, new int[] {-1, -1}));
        assertThat(wide.value(0, 0, 0)).isCloseTo(4294967295.0, within(0.0));
    }
}
