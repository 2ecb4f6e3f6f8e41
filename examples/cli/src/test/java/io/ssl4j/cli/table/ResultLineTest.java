package io.ssl4j.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** What a line of results says of steps and diagnoses. */
class ResultLineTest {

    @TempDir
    Path folder;

    private TableRow row;

    @BeforeEach
    void read() throws IOException {
        Path rows = Files.writeString(folder.resolve("rows.yaml"), "rows: [{name: one}]");
        row = RowsFile.read(rows, List.of()).get(0);
    }

    private ResultLine line(String summary) throws IOException {
        return ResultLine.of(row, new ObjectMapper().readTree(summary));
    }

    @Test
    void diagnosesAreCountedAndNamed() throws IOException {
        ResultLine line = line(
                """
                {"steps": 560, "trainSeconds": 1.5, "diagnoses": [
                    {"kind": "complete collapse", "step": 220, "evidence": "The deviation is 0.006", "remedies": []},
                    {"kind": "loss stuck at its value at collapse", "step": 300}]}
                """);
        assertThat(line.get("steps")).isEqualTo("560");
        assertThat(line.get("train_seconds")).isEqualTo("1.5");
        assertThat(line.get("diagnoses"))
                .isEqualTo("2: complete collapse at step 220; loss stuck at its value at collapse at step 300");
        assertThat(line.get("error")).isEmpty();
    }

    @Test
    void silenceIsEmptyAndNoMeasurementIsNot() throws IOException {
        assertThat(line("{\"steps\": 560, \"diagnoses\": []}").get("diagnoses")).isEmpty();
        assertThat(line("{\"steps\": 10, \"diagnoses\": null}").get("diagnoses"))
                .isEqualTo("not measured");
    }

    /** A run of a version that did not count its steps. */
    @Test
    void whatASummaryDoesNotHaveIsLeftOut() throws IOException {
        ResultLine line = line("{\"trainSeconds\": 1.5, \"diagnoses\": []}");
        assertThat(line.get("steps")).isEmpty();
        assertThat(line.get("train_seconds")).isEqualTo("1.5");
    }
}
