package io.ssl4j.cli.run;

import io.ssl4j.core.log.TensorBoardLog;
import io.ssl4j.core.monitor.CollapseMonitor;
import io.ssl4j.core.monitor.Diagnosis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The collapse monitor of a run: its measurements for TensorBoard, and its diagnoses for {@code summary.json}. */
final class CollapseLog {

    private final CollapseMonitor monitor;

    CollapseLog(Optional<TensorBoardLog> tensorBoard) {
        this.monitor = CollapseMonitor.create()
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
