package io.ssl4j.core.data;

/**
 * A sample that says what it consists of, so that its content can be compared with that of an earlier run: see {@link
 * ContentHash}. Records, numbers, texts, enums and arrays, lists and maps of them need no such declaration.
 */
public interface SampleContent {

    /** Adds shape and values. Equal samples add the same in every process; samples that differ add something else. */
    void addTo(ContentHash hash);
}
