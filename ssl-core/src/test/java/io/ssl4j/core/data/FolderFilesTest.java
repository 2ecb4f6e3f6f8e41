package io.ssl4j.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFilesTest {

    private static final Predicate<Path> SAMPLE = file -> file.toString().endsWith(".png");

    @TempDir
    Path folder;

    @BeforeEach
    void fill() throws IOException {
        write("b.png");
        write("a/c.png");
    }

    private Path write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private List<String> taken() {
        return FolderFiles.under(folder).taken(SAMPLE).stream()
                .map(file -> FolderFiles.name(folder, file))
                .toList();
    }

    private DataNote leftOut() {
        return FolderFiles.under(folder)
                .leftOut(SAMPLE, file -> true, Set.of("heic"))
                .orElseThrow();
    }

    @Test
    void aPlainFolderLeavesNothingOut() {
        FolderFiles listed = FolderFiles.under(folder);
        assertThat(taken()).containsExactly("a/c.png", "b.png");
        assertThat(listed.leftOut(SAMPLE, file -> true, Set.of())).isEmpty();
        assertThat(listed.unreadable(SAMPLE)).isEmpty();
        assertThat(FolderFiles.in(folder).files()).containsExactly(folder.resolve("b.png"));
    }

    @Test
    void aLinkBackToAFolderAboveAddsNothing() throws IOException {
        Files.createSymbolicLink(folder.resolve("a/all"), folder);
        assertThat(taken()).containsExactly("a/c.png", "b.png");
        assertThat(leftOut()).hasToString("1 file in " + folder + " is left out: 1 link back to a folder above (all)");
    }

    @Test
    void linksToFilesAndFoldersElsewhereAreFollowed(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("d.png"), "d");
        Files.createSymbolicLink(folder.resolve("linked"), elsewhere);
        Files.createSymbolicLink(folder.resolve("e.png"), elsewhere.resolve("d.png"));
        assertThat(taken()).containsExactly("a/c.png", "b.png", "e.png", "linked/d.png");
    }

    @Test
    void hiddenFilesThumbnailsAndOtherExtensionsAreCountedInOneLine() throws IOException {
        for (String name : List.of(
                ".DS_Store",
                "._b.png",
                "Thumbs.db",
                ".thumbnails/x.png",
                "@eaDir/b.png/SYNOPHOTO_THUMB.png",
                "__MACOSX/b.png",
                "phone.heic",
                "a/phone.HEIC",
                "README",
                "notes.txt")) {
            write(name);
        }
        assertThat(taken()).containsExactly("a/c.png", "b.png");
        assertThat(leftOut().kind()).isEqualTo(DataNote.Kind.LEFT_OUT);
        assertThat(leftOut().count()).isEqualTo(10);
        assertThat(leftOut())
                .hasToString("10 files in " + folder + " are left out: 4 by their extension (2 .heic, 1 without"
                        + " extension, 1 .txt), 6 hidden (.DS_Store, ._b.png, .thumbnails, @eaDir, Thumbs.db, ...); to"
                        + " use .heic, convert them; a file without extension is used once it is named with that of its"
                        + " format");
    }

    @Test
    void aLinkThatLeadsNowhereIsUnreadableIfItHasTheNameOfASample() throws IOException {
        Path gone = Files.createSymbolicLink(folder.resolve("gone.png"), folder.resolve(".git/annex/1"));
        Files.createSymbolicLink(folder.resolve("gone.txt"), folder.resolve(".git/annex/2"));
        FolderFiles listed = FolderFiles.under(folder);
        assertThat(listed.taken(SAMPLE)).hasSize(2);
        assertThat(listed.unreadable(SAMPLE)).containsExactly(new SkippedFile(gone, "the link leads nowhere"));
        assertThat(leftOut()).hasToString("1 file in " + folder + " is left out: 1 by their extension (1 .txt)");
    }

    /** Whoever runs the tests may list every folder, so the folder that may not be listed is a made-up one. */
    @Test
    void aFolderThatMayNotBeListedIsUnreadable() {
        Path locked = folder.resolve("locked");
        FolderFiles listed = FolderFiles.withUnlisted(folder, locked);
        assertThat(listed.taken(SAMPLE)).hasSize(2);
        assertThat(listed.unreadable(SAMPLE)).containsExactly(new SkippedFile(locked, "access to it is denied"));
    }

    @Test
    void thereMustBeAFolder() {
        assertThatThrownBy(() -> FolderFiles.under(folder.resolve("b.png")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "there must be a folder at " + folder.resolve("b.png") + ", got a file there; check the path");
    }
}
