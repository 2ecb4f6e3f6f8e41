package io.ssl4j.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.cli.command.Cli;
import io.ssl4j.cli.run.CsvLine;
import io.ssl4j.core.registry.MethodFamily;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rows of a table may be. */
class RowsFileTest {

    @TempDir
    Path folder;

    private List<TableRow> read(String text, String... typed) throws IOException {
        return RowsFile.read(Files.writeString(folder.resolve("rows.yaml"), text), List.of(typed));
    }

    @Test
    void aByteOrderMarkIsReadAndAnotherEncodingIsRefusedByName() throws IOException {
        assertThat(read("\uFEFFrows: [{name: a}]")).hasSize(1);
        Path file = folder.resolve("utf16.yaml");
        Files.write(file, "\uFEFFrows: [{name: a}]".getBytes(StandardCharsets.UTF_16LE));
        assertThatThrownBy(() -> RowsFile.read(file, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " must be text in UTF-8; save it as such");
    }

    @Test
    void whatIsTypedGoesBeforeTheRowAndTheRowBeforeTheDefaults() throws IOException {
        List<TableRow> rows = read(
                """
                defaults: {limit: 10, epochs: 3, lr: 0.5, tensorboard: true, set: {temperature: 0.1, views: gray-small}}
                rows:
                  - {name: plain}
                  - {name: own, epochs: 4, lr: ~, lr-per-256: 0.25, tensorboard: false, set: {temperature: 0.2}, limit: 20}
                """,
                "--limit=30");
        assertThat(rows).extracting(TableRow::name).containsExactly("plain", "own");
        assertThat(rows.get(0).settings().texts())
                .containsEntry("limit", "30")
                .containsEntry("epochs", "3")
                .containsEntry("lr", "0.5")
                .containsEntry("tensorboard", "true")
                .containsEntry("set.temperature", "0.1")
                .containsEntry("set.views", "gray-small");
        assertThat(rows.get(1).settings().texts())
                .containsEntry("limit", "30")
                .containsEntry("epochs", "4")
                .doesNotContainKey("lr")
                .containsEntry("lr-per-256", "0.25")
                .containsEntry("tensorboard", "false")
                .containsEntry("set.temperature", "0.2")
                .containsEntry("set.views", "gray-small");
        assertThat(rows.get(1).shortSettings())
                .isEqualTo("limit=30 views=gray-small temperature=0.2 lr-per-256=0.25 lr-scaling=linear");
    }

    @Test
    void theRowsInTheDocumentationCanBeRun() throws IOException {
        List<TableRow> rows =
                RowsFile.read(Path.of("..", "..", "docs", "results", "cifar10.yaml"), List.of("--data=cifar"));
        Set<String> methods = SslMethods.all().stream()
                .filter(provider -> provider.family() != MethodFamily.PRETEXT)
                .map(SslMethodProvider::name)
                .collect(Collectors.toSet());
        assertThat(rows).extracting(row -> row.settings().training().method).containsAll(methods);
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.settings().training().encoder).isEqualTo("resnet-s");
            assertThat(row.settings().data().path).isEqualTo(Path.of("cifar"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rows: [{name: a, epohcs: 3}] | , row 'a' has the key 'epohcs', which is no setting of a run; did you"
                        + " mean 'epochs'? The settings are",
                "rows: [{name: a, out: b}] | , row 'a' has the key 'out', which is no setting of a run",
                "{defaults: {batchsize: 3}, rows: [{name: a}]} | , defaults has the key 'batchsize', which is no"
                        + " setting",
                "rows: [{name: a, set: {warmth: 1}}] | , row 'a': the method 'simclr' has no option 'warmth'",
                "rows: [{name: a, method: clr}] | , row 'a': ",
                "rows: [{name: a, epochs: many}] | , row 'a': Invalid value for option '--epochs'",
                "rows: [{name: a, epochs: 0}] | , row 'a': --epochs must be at least 1, got 0",
                "rows: [{name: a, tensorboard: 3}] | , row 'a': the key 'tensorboard' must have true or false, got 3",
                "{defaults: {lr: 1}, rows: [{name: a, lr-per-256: 1}]} | , row 'a': give either --lr or --lr-per-256",
                "rows: [{name: a}, {name: A}] | : rows must have different names, got two of 'A'",
                "rows: [{epochs: 3}] | : a row must have a 'name' of letters, digits, dots, - and _, got"
                        + " {\"epochs\":3}",
                "rows: [{name: ../a}] | : a row must have a 'name' of letters, digits, dots, - and _, got ",
                "rows: [{name: table.csv}] | : a row cannot have the name of the table's own file, got 'table.csv'",
                "rows: [simclr] | : a row must have a 'name' of letters, digits, dots, - and _, got \"simclr\"",
                "{row: [], rows: [{name: a}]} | must hold 'rows', a list of names and settings, and perhaps 'defaults',"
                        + " got 'row'",
                "rows: [] | must hold 'rows', a list of names and settings, and perhaps 'defaults', got no rows",
                "{defaults: 3, rows: [{name: a}]} | : 'defaults' must have lines such as 'epochs: 24', got 3"
            },
            quoteCharacter = '^')
    void whatCannotBeARowIsRefusedWithItsName(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(folder.resolve("rows.yaml").toString())
                .hasMessageContaining(message);
    }

    @Test
    void whatIsRefusedIsAnErrorOfUsage() throws IOException {
        Path rows = Files.writeString(folder.resolve("r.yaml"), "rows: [{name: a, epochs: 0}, {name: b}]");
        Path out = folder.resolve("out");
        assertThat(Cli.run("table", "--rows", rows, "--out", out).usageError())
                .isEqualTo("ssl4j: " + rows + ", row 'a': --epochs must be at least 1, got 0 (see 'ssl4j help table')");
        Files.writeString(rows, "rows: [{name: a}, {name: b}]");
        assertThat(Cli.run("table", "--rows", rows, "--out", out, "--only", "b,c")
                        .usageError())
                .isEqualTo("ssl4j: --only must name rows of " + rows
                        + ", which are [a, b], got 'c' (see 'ssl4j help table')");
        Files.writeString(rows, "- a");
        assertThat(Cli.run("table", "--rows", rows, "--out", out).failure())
                .isEqualTo("ssl4j: " + rows
                        + " must hold 'rows', a list of names and settings, and perhaps 'defaults', got [\"a\"]");
        assertThat(out).doesNotExist();
    }

    @Test
    void linesOfCsvComeBackAsTheyWere() {
        List<String> fields = List.of("a", "", "b,c", "\"", "say \"no\", he said", "\"\"", "");
        assertThat(CsvLine.of(List.of("a", "b,c", "d\"e"))).isEqualTo("a,\"b,c\",\"d\"\"e\"");
        assertThat(CsvLine.fields(CsvLine.of(fields))).isEqualTo(fields);
    }
}
