package io.ssl4j.core.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {

    private static final List<String> NAMES =
            List.of("barlow-twins", "byol", "dino", "moco-v1", "moco-v2", "simclr", "simsiam", "simclr.temperature");

    @ParameterizedTest
    @CsvSource({
        "simclear, simclr",
        "SimCLR, simclr",
        "simlcr, simclr",
        "barlowtwins, barlow-twins",
        "barlow, barlow-twins",
        "moco-2, moco-v2",
        "bylo, byol",
        "temperature, simclr.temperature"
    })
    void aMistypedNameIsNearTheMeantOne(String typed, String meant) {
        assertThat(DidYouMean.nearest(typed, NAMES)).hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"vgg", "x", "''", "photosynthesis", "si", "dxnx"})
    void otherTextsAreNearNone(String typed) {
        assertThat(DidYouMean.nearest(typed, NAMES)).isEmpty();
    }

    @Test
    void theHintComesBeforeTheKnownNames() {
        assertThat(DidYouMean.then("dyno", NAMES, "the methods are [..]"))
                .isEqualTo("; did you mean 'dino'? The methods are [..]");
        assertThat(DidYouMean.then("vgg", NAMES, "the methods are [..]")).isEqualTo("; the methods are [..]");
    }
}
