package io.ssl4j.core.vision.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.LoggedText;
import io.ssl4j.core.testing.SyntheticImages;
import io.ssl4j.core.vision.image.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as people have them. */
class RealFoldersTest {

    private static final ImageFolderOptions SKIP = ImageFolderOptions.defaults().withUnreadable(Unreadable.SKIP);

    @TempDir
    Path folder;

    private final Image image = SyntheticImages.noise(1, 8, 8, 3, 1).get(0);

    private Path write(String name) {
        return ImageFixtures.writePicture(folder.resolve(name), image);
    }

    private Path gone(String name) throws IOException {
        return Files.createSymbolicLink(folder.resolve(name), Path.of(".git/annex/objects/x"));
    }

    @Test
    void aLoopOfLinksAndThumbnailsAreLeftOutAndCounted() throws IOException {
        write("cats/a.png");
        write("dogs/b.png");
        write(".thumbnails/a.png");
        ImageFixtures.write(folder.resolve("cats/Thumbs.db"), new byte[] {1});
        ImageFixtures.write(folder.resolve("dogs/photo.heic"), new byte[] {1});
        Files.createSymbolicLink(folder.resolve("dogs/all"), folder);

        LabeledImageDataset images = LabeledImageDataset.fromFolder(folder);
        assertThat(images.size()).isEqualTo(2);
        assertThat(images.classNames()).containsExactly("cats", "dogs");
        assertThat(images.notes()).singleElement().satisfies(note -> {
            assertThat(note.kind()).isEqualTo(DataNote.Kind.LEFT_OUT);
            assertThat(note.count()).isEqualTo(4);
            assertThat(note)
                    .hasToString("4 files in " + folder + " are left out: 1 by their extension (1 .heic), 2 hidden"
                            + " (.thumbnails, Thumbs.db), 1 link back to a folder above (all); to use .heic, convert"
                            + " them");
        });
    }

    @Test
    void partsOfADataSetKeepItsNotes() {
        write("cats/a.png");
        write("dogs/b.png");
        ImageFixtures.write(folder.resolve("notes.txt"), new byte[] {1});
        LabeledImageDataset images = LabeledImageDataset.fromFolder(folder);
        assertThat(images.notes()).hasSize(1);
        assertThat(images.select(0).resized(4, 4).unlabeled().notes()).isEqualTo(images.notes());
        assertThat(LabeledImageDataset.of(images.unlabeled(), images.labels(), images.classNames())
                        .withPermutedLabels(1)
                        .notes())
                .isEqualTo(images.notes());
        assertThat(SyntheticImages.noise(2, 4, 4, 1, 1).notes()).isEmpty();
    }

    @Test
    void linksThatLeadNowhereAreRefusedUnlessUnreadableFilesAreSkipped() throws IOException {
        write("a.png");
        Path first = gone("b.png");
        assertThatThrownBy(() -> ImageDataset.fromFolder(folder))
                .isInstanceOf(DatasetFormatException.class)
                .hasMessage(first + ": the link leads nowhere; get what the links stand for (git annex get, dvc pull),"
                        + " or leave them out (Unreadable.SKIP)");
        gone("c.png");
        assertThatThrownBy(() -> ImageDataset.fromFolder(folder))
                .hasMessage(first + ": the link leads nowhere; of 3 image files in " + folder + " 2 are not there;"
                        + " get what the links stand for (git annex get, dvc pull), or leave them out"
                        + " (Unreadable.SKIP)");

        ImageDataset images = ImageDataset.fromFolder(folder, SKIP);
        assertThat(images.size()).isEqualTo(1);
        assertThat(images.skipped()).hasSize(2);
        assertThat(images.notes()).singleElement().satisfies(note -> {
            assertThat(note.kind()).isEqualTo(DataNote.Kind.UNREADABLE);
            assertThat(note.count()).isEqualTo(2);
            assertThat(note)
                    .hasToString("2 of 3 image files in " + folder + " cannot be read and are left out: b.png: the"
                            + " link leads nowhere; c.png: the link leads nowhere");
        });
    }

    @Test
    void aFolderOfNothingButSuchLinksSaysSo() throws IOException {
        Path first = gone("b.png");
        gone("c.png");
        assertThatThrownBy(() -> ImageDataset.fromFolder(folder, SKIP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a folder of images must hold at least one PNG, JPEG, BMP, GIF, TIFF or WebP file, got no"
                        + " files in " + folder + "; 2 are not there (" + first + ": the link leads nowhere); get what"
                        + " the links stand for (git annex get, dvc pull)");
    }

    @Test
    void everySkippedFileIsLoggedOnceHoweverOftenTheImagesAreRead() {
        write("a.png");
        write("b.png");
        ImageFixtures.write(folder.resolve("bad.png"), new byte[] {1, 2, 3});
        String log = LoggedText.during(() -> {
            ImageDataset images = ImageDataset.fromFolder(folder, SKIP);
            for (int epoch = 0; epoch < 3; epoch++) {
                images.get(0);
                images.notes();
                images.get(1);
            }
        });
        assertThat(log).containsOnlyOnce("bad.png").contains("1 of 3 image files in " + folder + " cannot be read");
    }
}
