package io.ssl4j.cli.option;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.data.PartNotes;
import java.io.PrintWriter;
import java.util.List;

/** Says what a person should know about data, one line a note. */
public final class DataNotes {

    private DataNotes() {}

    /** Of data that was just opened: what was left out. */
    public static void print(OpenData<?> data, PrintWriter out) {
        print(data.source().notes(), out);
    }

    /**
     * Of its parts: what is in both, and the classes that only the test part has.
     *
     * @param samples what samples are called: "images"
     */
    public static <T> void print(DataSplit<T> split, String samples, PrintWriter out) {
        if (split.bank().isPresent() && split.test().isPresent()) {
            LabeledDataset<T> train = split.bank().get();
            print(PartNotes.of(train, split.test().get(), samples), out);
        }
    }

    private static void print(List<DataNote> notes, PrintWriter out) {
        notes.forEach(note -> out.println("note: " + note));
    }
}
