package io.ssl4j.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.InvalidPathException;
import org.junit.jupiter.api.Test;

class FileNamesTest {

    @Test
    void aNameThatTheLocaleCannotWriteSaysWhatToSet() {
        assertThat(FileNames.problem("ANSI_X3.4-1968", "caf\uFFFD\uFFFD/a.png"))
                .hasValue("file names must be readable in the encoding of the locale, ANSI_X3.4-1968, got"
                        + " 'caf\uFFFD\uFFFD/a.png' with letters that it lacks; set the environment variable"
                        + " LC_ALL=C.UTF-8 or another UTF-8 locale, and start again");
        assertThat(FileNames.explained(new InvalidPathException("caf\u00E9", "input contains unmappable characters")))
                .isEqualTo("'caf\u00E9' cannot be a path: input contains unmappable characters; set the environment"
                        + " variable LC_ALL=C.UTF-8 or another UTF-8 locale, and start again");
    }

    @Test
    void otherNamesPass() {
        assertThat(FileNames.problem("ANSI_X3.4-1968", "photos/a b.png")).isEmpty();
        assertThat(FileNames.problem("UTF-8", "caf\u00E9 \u65E5\u672C \uFFFD")).isEmpty();
        assertThat(FileNames.problem("ISO-8859-1", "caf\u00E9")).isEmpty();
        assertThat(FileNames.explained(new InvalidPathException("a\0b", "Nul character not allowed")))
                .isEqualTo("'a\0b' cannot be a path: Nul character not allowed");
        assertThatCode(() -> FileNames.requireReadable("plain")).doesNotThrowAnyException();
    }
}
