package io.ssl4j.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvDelimiterTest {

    @Test
    void theFirstLineDecides() {
        assertThat(CsvDelimiter.of("time,value;unit")).isEqualTo(',');
        assertThat(CsvDelimiter.of("time;\"value, unit\"")).isEqualTo(';');
        assertThat(CsvDelimiter.of("time\tvalue")).isEqualTo('\t');
        assertThat(CsvDelimiter.of("value")).isEqualTo(',');
        assertThat(CsvDelimiter.of("")).isEqualTo(',');
    }
}
