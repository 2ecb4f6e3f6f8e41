package io.ssl4j.core.log;

import io.ssl4j.core.train.StepDone;
import java.util.List;

/** How the row of a step looks in a metrics file. */
interface MetricsFormat {

    /** The same format for another file. */
    MetricsFormat fresh();

    /** Goes on after lines that are in the file already, none in a new one. */
    void begin(List<String> existing);

    /** The lines that a step adds: its row, before the first one a head. */
    List<String> lines(StepDone step);

    /** The step of a line; 0 for a head, and beyond every step for a line that was cut short. */
    long step(String line);
}
