package io.ssl4j.cli.run;

import io.ssl4j.core.io.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/** Writes text files line by line: UTF-8, each line ended by '\n' on every platform. */
public final class TextLines {

    private TextLines() {}

    /** Writes a file; it appears complete or not at all. */
    public static void write(Path file, Stream<String> lines) throws IOException {
        AtomicFile.write(file, stream -> {
            BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            for (Iterator<String> all = lines.iterator(); all.hasNext(); ) {
                writer.write(all.next());
                writer.write("\n");
            }
            writer.flush();
        });
    }
}
