package io.ssl4j.core.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.testing.NoisyPairs;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewLayoutsTest {

    private final NoisyPairs pairs = new NoisyPairs(3, 0);

    @Test
    void findsTheViewThatAMethodNeeds() {
        assertThat(ViewLayouts.require(pairs, "views", 2, "SimCLR").rowLength()).isEqualTo(3);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> ViewLayouts.require(pairs, "rotated", 4, "rotation prediction"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "rotation prediction needs a view 'rotated' with 4 copies per sample, but its view generator"
                                + " makes {views=2}; give it a generator with that view");
        assertThatThrownBy(() -> ViewLayouts.require(pairs, "views", 6, "SwAV"))
                .hasMessageContaining("with 6 copies per sample");
    }

    @Test
    void rowsMustBeThoseOfTheEncoder() {
        ViewSpec spec = ViewSpec.of("views", 2, 32, 32, 3);
        ViewLayouts.requireRows(spec, List.of(ViewSpec.of("image", 1, 32, 32, 3)), "SimCLR");
        assertThatThrownBy(() -> ViewLayouts.requireRows(spec, List.of(ViewSpec.of("image", 1, 3, 32, 32)), "SimCLR"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "SimCLR needs views in the rows that its encoder takes, [3, 32, 32], but view 'views' has rows"
                                + " of [32, 32, 3]; make the views for encoder.input()");
    }

    @Test
    void specsAreEqualWhenTheirNumbersAre() {
        ViewSpec spec = ViewSpec.of("views", 2, 4, 5);
        assertThat(spec).isEqualTo(ViewSpec.of("views", 2, 4, 5)).hasSameHashCodeAs(ViewSpec.of("views", 2, 4, 5));
        assertThat(spec).isNotEqualTo(ViewSpec.of("views", 2, 5, 4)).isNotEqualTo(ViewSpec.masked("views", 2, 1, 4, 5));
        assertThat(spec).hasToString("2 x 'views' [4, 5]");
    }
}
