package io.ssl4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.series.Series;
import io.ssl4j.core.vision.image.Image;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Equal samples have equal hashes in every process, and samples that differ anywhere have others. */
class ContentHashTest {

    private record Purchase(String shop, double amount, List<Integer> goods, float[] times) {}

    private enum Color {
        RED,
        BLUE
    }

    @Test
    void aHashIsTheSameInEveryProcess() {
        // printf '\\x00\\x00\\x00\\x02ab' | sha256sum | cut -c1-32
        assertThat(ContentHash.of("ab")).contains("d2f295bb8c9d190af78252b52741eb32");
        assertThat(hash("ab")).isNotEqualTo(hash("ac"));
    }

    @Test
    void recordsAreHashedByTheirComponents() {
        Purchase one = new Purchase("north", 12.5, List.of(1, 2), new float[] {1, 2});
        assertThat(hash(one)).isEqualTo(hash(new Purchase("north", 12.5, List.of(1, 2), new float[] {1, 2})));
        assertThat(hash(one)).isNotEqualTo(hash(new Purchase("south", 12.5, List.of(1, 2), new float[] {1, 2})));
        assertThat(hash(one)).isNotEqualTo(hash(new Purchase("north", 12.6, List.of(1, 2), new float[] {1, 2})));
        assertThat(hash(one)).isNotEqualTo(hash(new Purchase("north", 12.5, List.of(2, 1), new float[] {1, 2})));
        assertThat(hash(one)).isNotEqualTo(hash(new Purchase("north", 12.5, List.of(1, 2), new float[] {1, 3})));
    }

    @Test
    void arraysListsMapsAndConstantsAreHashedByTheirElements() {
        assertThat(hash(new int[][] {{1, 2}, {3}})).isEqualTo(hash(new int[][] {{1, 2}, {3}}));
        assertThat(hash(new int[][] {{1, 2}, {3}})).isNotEqualTo(hash(new int[][] {{1}, {2, 3}}));
        assertThat(hash(List.of("ab", "c"))).isNotEqualTo(hash(List.of("a", "bc")));
        assertThat(hash(Map.of("a", 1, "b", 2))).isEqualTo(hash(Map.of("b", 2, "a", 1)));
        assertThat(hash(Map.of("a", 1))).isNotEqualTo(hash(Map.of("a", 2)));
        assertThat(hash(Color.RED)).isNotEqualTo(hash(Color.BLUE));
        assertThat(hash(Optional.of(3L))).isNotEqualTo(hash(Optional.empty()));
    }

    @Test
    void longArraysCountToTheirLastValue() {
        float[] values = new float[10_000];
        String before = hash(values);
        values[9_999] = 1;
        assertThat(hash(values)).isNotEqualTo(before);
    }

    @Test
    void imagesAreHashedByShapeTypeAndValues() {
        Image image = Image.ofBytes(1, 2, 1, new byte[] {1, 2});
        assertThat(hash(image)).isEqualTo(hash(Image.ofBytes(1, 2, 1, new byte[] {1, 2})));
        assertThat(hash(image)).isNotEqualTo(hash(Image.ofBytes(2, 1, 1, new byte[] {1, 2})));
        assertThat(hash(image)).isNotEqualTo(hash(Image.ofBytes(1, 2, 1, new byte[] {1, 3})));
        assertThat(hash(Image.ofShorts(1, 2, 1, new short[] {1, 2})))
                .isNotEqualTo(hash(Image.ofShorts(1, 2, 1, new short[] {1, 3})));
        assertThat(hash(Image.ofFloats(1, 2, 1, new float[] {0, 1})))
                .isNotEqualTo(hash(Image.ofFloats(1, 2, 1, new float[] {1, 0})));
    }

    @Test
    void seriesAreHashedByChannelsLengthAndValues() {
        Series series = Series.of(new float[] {9, 1, 2, 3});
        assertThat(hash(series.window(1, 3))).isEqualTo(hash(Series.of(new float[] {1, 2, 3})));
        assertThat(hash(series.window(1, 3))).isNotEqualTo(hash(Series.of(new float[] {1, 2, 4})));
        assertThat(hash(Series.of(new float[] {1, 2}, new float[] {3, 4})))
                .isNotEqualTo(hash(Series.of(new float[] {1, 2, 3, 4})));
    }

    @Test
    void whatIsNotKnownHasNoHash() {
        assertThat(ContentHash.of(new Object())).isEmpty();
        assertThat(ContentHash.of(List.of(1, new Object()))).isEmpty();
        assertThat(ContentHash.of(Map.of("a", new Object()))).isEmpty();
    }

    private static String hash(Object sample) {
        return ContentHash.of(sample).orElseThrow();
    }
}
