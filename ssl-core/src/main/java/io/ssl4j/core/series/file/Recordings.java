package io.ssl4j.core.series.file;

import io.ssl4j.core.series.file.text.TextFields;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The series of a file by the text in their column, in the order in which they first come. */
final class Recordings {

    private final Map<String, Recording> byName = new LinkedHashMap<>();
    private byte[] lastName = {};
    private Recording last;

    /** The series that the present field names. */
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

    /** The series of this name, a new one if need be. */
    Recording named(String name) {
        return byName.computeIfAbsent(name, Recording::new);
    }

    Collection<Recording> all() {
        return byName.values();
    }
}
