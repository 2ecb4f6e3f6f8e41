package io.ssl4j.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.testing.LockingProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One writer per folder: between processes, between threads, and after a kill. */
class FolderLockTest {

    @TempDir
    Path temporary;

    @Test
    void anotherProcessIsRefusedAndTheHolderNamed() throws IOException, InterruptedException {
        try (LockingProcess holder = LockingProcess.holding(temporary)) {
            assertThatThrownBy(() -> FolderLock.acquire(temporary))
                    .isInstanceOf(FolderLockedException.class)
                    .hasMessageMatching("a folder is written by one run at a time, but \\Q" + temporary
                            + "\\E is being written by process " + holder.pid() + " on host \\S+, since 20\\S+Z; wait"
                            + " until it ends or stop it, or name another folder");
            assertThat(Files.readString(temporary.resolve(FolderLock.FILE)))
                    .startsWith("process " + holder.pid() + "\nhost ");
            holder.letGo();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aLockOfThisProcessIsHeldAgainstAnother() throws IOException, InterruptedException {
        try (FolderLock mine = FolderLock.acquire(temporary)) {
            // A second attempt within the process must not end the lock.
            assertThatThrownBy(() -> FolderLock.acquire(temporary)).isInstanceOf(FolderLockedException.class);
            assertThat(LockingProcess.refused(temporary))
                    .contains("is being written by process "
                            + ProcessHandle.current().pid() + " on host ");
        }
    }

    @Test
    void whatAKilledProcessLeftIsTakenOver() throws IOException, InterruptedException {
        try (LockingProcess holder = LockingProcess.holding(temporary)) {
            holder.kill();
            assertThat(temporary.resolve(FolderLock.FILE)).content().startsWith("process " + holder.pid());
        }
        try (FolderLock mine = FolderLock.acquire(temporary)) {
            assertThat(temporary.resolve(FolderLock.FILE))
                    .content()
                    .startsWith("process " + ProcessHandle.current().pid() + "\nhost ");
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aSecondLockInOneProcessIsRefusedByAnyNameOfTheFolder() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("folder"));
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);
        try (FolderLock first = FolderLock.acquire(folder)) {
            for (Path other : new Path[] {folder, link, temporary.resolve("no/../folder")}) {
                assertThatThrownBy(() -> FolderLock.acquire(other))
                        .isInstanceOf(FolderLockedException.class)
                        .hasMessageContaining(" is being written by this process, "
                                + ProcessHandle.current().pid() + " on host ");
            }
        }
        FolderLock.acquire(link).close();
    }

    @Test
    void aFolderThatWasMadeForTheLockGoesWithItIfItIsEmpty() throws IOException {
        Path folder = temporary.resolve("a/b");
        FolderLock.acquire(folder).close();
        assertThat(temporary.resolve("a")).doesNotExist();
        try (FolderLock lock = FolderLock.acquire(folder)) {
            Files.writeString(folder.resolve("result"), "1");
        }
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("result"));
    }

    @Test
    void anInterruptedThreadLocksAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try (FolderLock lock = FolderLock.acquire(temporary)) {
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(temporary.resolve(FolderLock.FILE)).exists();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aFileInPlaceOfTheFolderIsLeftToItsWriter() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        FolderLock.acquire(file.resolve("below")).close();
        assertThat(file).isRegularFile();
    }
}
