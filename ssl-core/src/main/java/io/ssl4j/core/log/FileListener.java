package io.ssl4j.core.log;

import io.ssl4j.core.train.event.TrainingListener;
import io.ssl4j.core.train.event.TrainingResult;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A listener that writes a file from the start of a run to its end or failure.
 *
 * @param <F> the type of the open file
 */
abstract class FileListener<F extends Closeable> implements TrainingListener {

    /** The file, open during a run, else null. */
    private F file;

    /** Sets the file that was opened for a run. */
    final void open(F opened) {
        file = opened;
    }

    /** The open file, or null if no run is active. */
    final F file() {
        return file;
    }

    /** Makes the error for a failed write. */
    abstract UncheckedIOException failed(IOException e);

    @Override
    public final void onEnd(TrainingResult result) {
        close();
    }

    @Override
    public final void onFailure(Throwable failure) {
        close();
    }

    private void close() {
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            throw failed(e);
        } finally {
            file = null;
        }
    }
}
