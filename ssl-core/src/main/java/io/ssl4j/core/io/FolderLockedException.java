package io.ssl4j.core.io;

import java.nio.file.Path;

/** Thrown if a folder is already being written by another process, or by another run of this one. */
public class FolderLockedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    FolderLockedException(Path folder, LockHolder holder) {
        super("a folder is written by one run at a time, but " + folder + " is being written by " + holder
                + "; wait until it ends or stop it, or name another folder");
    }
}
