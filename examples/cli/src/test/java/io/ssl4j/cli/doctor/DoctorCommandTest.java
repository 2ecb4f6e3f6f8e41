package io.ssl4j.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.network.onednn.internal.kernel.OneDnn;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DoctorCommandTest {

    private final StringWriter out = new StringWriter();

    private int run(String... args) {
        return new CommandLine(new DoctorCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(args);
    }

    @Test
    void aMachineThatTrains() {
        assertThat(run("--seconds", "0.2")).as(out.toString()).isZero();
        assertThat(out.toString().lines())
                .contains("Java", "Processor", "ND4J", "Layers", "Memory", "Files", "Methods", "Training")
                .anyMatch(line -> line.matches("  backend +CpuBackend"))
                .anyMatch(line -> line.matches("  speed +[1-9][0-9]* images/s, a step in .*"))
                .allMatch(line -> line.length() <= DoctorReport.COLUMNS);
        // The methods take several lines.
        assertThat(out.toString().replaceAll("\\s+", " ")).containsPattern("registered [a-z0-9, -]*simclr");
        assertThat(OneDnn.available()).isTrue();
    }

    @Test
    void aWrongChoiceOfLayersIsReportedWithTheRest() {
        System.setProperty("ssl4j.layers", "cudnn");
        try {
            assertThat(run()).isEqualTo(1);
        } finally {
            System.clearProperty("ssl4j.layers");
        }
        assertThat(out.toString().lines())
                .contains("Java", "Memory", "Files", "Layers", "Training cannot work here.")
                .anyMatch(line -> line.startsWith("ERROR    Training cannot choose its layers: "))
                .doesNotContain("Training");
    }

    @Test
    void theStepsCanBeLeftOut() {
        assertThat(run("--no-step")).isZero();
        assertThat(out.toString().lines()).contains("Layers").doesNotContain("Training");
    }

    @Test
    void findingsStandAtTheEndAndErrorsDecide() {
        DoctorReport report = new DoctorReport(new PrintWriter(out, true));
        report.add(new Section(
                "Thing",
                List.of(new Section.Fact("part", "word ".repeat(40) + "w".repeat(200))),
                List.of(Finding.warning("It is slow.", "Wait."))));
        assertThat(report.finish()).isTrue();
        assertThat(out.toString().lines())
                .endsWith(
                        "",
                        "Training works; some things could be better.",
                        "",
                        "WARNING  It is slow.",
                        "  to do  Wait.")
                .allMatch(line -> line.length() <= DoctorReport.COLUMNS);
        report.add(new Section("Other", List.of(), List.of(Finding.error("It is broken.", "Mend it."))));
        assertThat(report.finish()).isFalse();
        assertThat(out.toString().lines())
                .endsWith(
                        "Training cannot work here.",
                        "",
                        "ERROR    It is broken.",
                        "  to do  Mend it.",
                        "",
                        "WARNING  It is slow.",
                        "  to do  Wait.");
    }

    @Test
    void aTimeThatMakesNoSense() {
        assertThat(run("--seconds", "0")).isEqualTo(2);
        assertThat(out.toString()).startsWith("--seconds must be above 0 and at most 3600, got 0.0");
    }
}
