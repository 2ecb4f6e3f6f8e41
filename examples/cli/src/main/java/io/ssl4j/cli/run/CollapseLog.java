package io.ssl4j.cli.run;

import io.ssl4j.core.log.TensorBoardLog;
import io.ssl4j.core.monitor.CollapseMonitor;
import io.ssl4j.core.monitor.Diagnosis;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The collapse monitor of a run: a block for people where it finds something, and entries for {@code summary.json}. */
final class CollapseLog {

    private final PrintWriter out;
    private final CollapseMonitor monitor;

    CollapseLog(PrintWriter out, Optional<TensorBoardLog> tensorBoard) {
        this.out = out;
        this.monitor = CollapseMonitor.create()
                .onDiagnosis(this::print)
                .onMeasurement(measured -> tensorBoard.ifPresent(log -> {
                    log.record(
                            "embeddings/deviation",
                            measured.step(),
                            measured.health().deviation());
                    log.record(
                            "embeddings/effective_rank",
                            measured.step(),
                            measured.health().effectiveRank());
                }));
    }

    /** The listener of the run. */
    CollapseMonitor monitor() {
        return monitor;
    }

    private void print(Diagnosis diagnosis) {
        // The line before may be a progress bar, which is not ended.
        out.println();
        out.println("warning: " + diagnosis.kind().title() + " at step " + diagnosis.step() + ": "
                + diagnosis.kind().meaning());
        out.println("  evidence: " + diagnosis.evidence());
        out.println("  what to do:");
        diagnosis.remedies().forEach(remedy -> out.println("    - " + remedy));
        out.println();
    }

    /** What was found, or nothing if the monitor had nothing to judge. */
    Optional<List<Map<String, Object>>> summary() {
        if (monitor.latest().isEmpty() && monitor.diagnoses().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                monitor.diagnoses().stream().map(CollapseLog::entries).toList());
    }

    private static Map<String, Object> entries(Diagnosis diagnosis) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("kind", diagnosis.kind().title());
        entries.put("step", diagnosis.step());
        entries.put("evidence", diagnosis.evidence());
        entries.put("remedies", diagnosis.remedies());
        return entries;
    }
}
