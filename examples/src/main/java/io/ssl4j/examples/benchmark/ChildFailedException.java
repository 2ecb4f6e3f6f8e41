package io.ssl4j.examples.benchmark;

/** A measuring process ended with an error; the message has the end of what it wrote. */
final class ChildFailedException extends RuntimeException {

    ChildFailedException(String message) {
        super(message);
    }
}
