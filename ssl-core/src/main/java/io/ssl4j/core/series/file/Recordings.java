package io.ssl4j.core.series.file;

import io.ssl4j.core.series.file.text.TextFields;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The series of a file, by the text in their column, in order of first occurrence. */
final class Recordings {

    private final Map<String, Recording> byName = new LinkedHashMap<>();
    private byte[] lastName = {};
    private Recording last;

    /** Returns the series named by the current field. */
    Recording of(TextFields in) {
        if (last == null || !in.isSame(lastName)) {
            if (in.isEmpty()) {
                throw in.damaged("the column of the series must not be empty, but field " + (in.number() + 1) + " is");
            }
            lastName = in.copy();
            last = named(in.text());
        }
        return last;
    }

    /** Returns the series of this name, creating it if necessary. */
    Recording named(String name) {
        return byName.computeIfAbsent(name, Recording::new);
    }

    Collection<Recording> all() {
        return byName.values();
    }
}
