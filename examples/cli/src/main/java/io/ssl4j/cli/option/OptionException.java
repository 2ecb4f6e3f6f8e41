package io.ssl4j.cli.option;

/** A value of an option that turned out to be out of range only after the data was opened: wrong usage, exit code 2. */
public final class OptionException extends IllegalArgumentException {

    /** @param message what the option must be, what it was, and what to do */
    public OptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
