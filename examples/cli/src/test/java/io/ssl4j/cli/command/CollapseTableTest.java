package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of docs/COLLAPSE.md, which says of each method once what its loss is when all embeddings are equal. */
class CollapseTableTest {

    private static List<String> firstColumn() throws IOException {
        return Files.readAllLines(Path.of("../../docs/COLLAPSE.md")).stream()
                .dropWhile(line -> !line.startsWith("| method | loss when all embeddings are equal |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|")[1].toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The name of a method before the colon of its description; v1 and v2 of MoCo share a row. */
    private static Pattern title(SslMethodProvider method) {
        String title = method.name().equals("memory-bank")
                ? "memory bank"
                : method.description().split(":")[0].toLowerCase(Locale.ROOT);
        return Pattern.compile("(?<![a-z-])" + title.replace("moco v2", "moco v1 and v2") + "(?![a-z-])");
    }

    @Test
    void everyMethodStandsInTheTableOnce() throws IOException {
        List<String> rows = firstColumn();
        assertThat(rows).isNotEmpty();
        for (SslMethodProvider method : SslMethods.all()) {
            assertThat(rows.stream()
                            .filter(row -> title(method).matcher(row).find())
                            .toList())
                    .as("rows of '%s'", method.name())
                    .hasSize(1);
        }
    }
}
