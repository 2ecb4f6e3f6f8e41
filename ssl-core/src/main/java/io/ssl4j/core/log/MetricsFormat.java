package io.ssl4j.core.log;

import io.ssl4j.core.train.event.StepDone;
import java.util.List;

/** The format of a metrics file. */
interface MetricsFormat {

    /** Returns the same format for another file. */
    MetricsFormat fresh();

    /** Continues after the existing lines of the file; none in a new one. */
    void begin(List<String> existing);

    /** Returns the lines for a step: its row, preceded by a header for the first one. */
    List<String> lines(StepDone step);

    /** Returns the step of a line; 0 for a header, and a value larger than any step for a truncated line. */
    long step(String line);
}
