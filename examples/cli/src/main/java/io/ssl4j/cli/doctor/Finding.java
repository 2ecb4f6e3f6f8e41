package io.ssl4j.cli.doctor;

/**
 * Something that is wrong.
 *
 * @param severity how wrong
 * @param problem what is the case, and what it does to a run
 * @param remedy what to do
 */
record Finding(Severity severity, String problem, String remedy) {

    /** How wrong it is. */
    enum Severity {
        /** Training runs, but slower or less safely than it could. */
        WARNING,
        /** Training cannot run. */
        ERROR
    }

    static Finding warning(String problem, String remedy) {
        return new Finding(Severity.WARNING, problem, remedy);
    }

    static Finding error(String problem, String remedy) {
        return new Finding(Severity.ERROR, problem, remedy);
    }

    boolean isError() {
        return severity == Severity.ERROR;
    }
}
