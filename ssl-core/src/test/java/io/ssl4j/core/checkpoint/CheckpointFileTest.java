package io.ssl4j.core.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The container: what goes in comes out, and nothing damaged does. */
class CheckpointFileTest {

    @TempDir
    Path directory;

    @Test
    void everyTypeOrderAndShapeComesBackBitForBit() throws IOException {
        INDArray fortran = Nd4j.createFromArray(new float[] {1, 2, 3, 4, 5, 6})
                .reshape('c', new long[] {2, 3})
                .dup('f');
        INDArray strided = Nd4j.createFromArray(0.0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
                .reshape('c', new long[] {3, 4})
                .get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3));
        INDArray special = Nd4j.createFromArray(-0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY);
        INDArray large = Nd4j.linspace(0, 1, 2 * CheckpointFormat.CHUNK + 17, DataType.FLOAT);
        Path file = write(writer -> {
            writer.text("text", "Grüße\n");
            writer.text("nothing", "");
            writer.array("fortran", fortran);
            writer.array("strided", strided);
            writer.array("special", special);
            writer.array("ints", Nd4j.createFromArray(new int[] {Integer.MIN_VALUE, 7}));
            writer.array("longs", Nd4j.createFromArray(new long[] {Long.MAX_VALUE, -1}));
            writer.array("scalar", Nd4j.scalar(3.5));
            writer.array("large", large);
        });

        CheckpointFile read = CheckpointReader.read(file);

        assertThat(read.texts()).containsEntry("text", "Grüße\n").containsEntry("nothing", "");
        assertThat(read.arrays().get("fortran")).isEqualTo(fortran);
        assertThat(read.arrays().get("strided").toDoubleMatrix()).isDeepEqualTo(strided.toDoubleMatrix());
        assertThat(bits(read.arrays().get("special"))).isEqualTo(bits(special));
        assertThat(read.arrays().get("ints").toIntVector()).containsExactly(Integer.MIN_VALUE, 7);
        assertThat(read.arrays().get("longs").toLongVector()).containsExactly(Long.MAX_VALUE, -1);
        assertThat(read.arrays().get("scalar").rank()).isZero();
        assertThat(read.arrays().get("scalar").getDouble(0)).isEqualTo(3.5);
        assertThat(read.arrays().get("large")).isEqualTo(large);
    }

    @Test
    void cutShortAtAnyByteIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(small());
        for (int length = 0; length < whole.length; length++) {
            Path cut = directory.resolve("cut");
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> CheckpointReader.read(cut))
                    .as("cut after %d of %d bytes", length, whole.length)
                    .isInstanceOf(CheckpointFormatException.class)
                    .hasMessage("checkpoint " + cut
                            + ": it is cut short; delete it and resume from the earlier checkpoint");
        }
    }

    @Test
    void aFlippedBitAnywhereIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(small());
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            Path file = directory.resolve("flipped");
            Files.write(file, flipped);
            CheckpointFormatException refused =
                    catchThrowableOfType(CheckpointFormatException.class, () -> CheckpointReader.read(file));
            assertThat(refused).as("byte %d of %d", i, whole.length).isNotNull();
            assertThat(refused.path()).isEqualTo(file);
        }
    }

    @Test
    void aFlippedValueNamesTheChecksum() throws IOException {
        byte[] bytes = Files.readAllBytes(small());
        bytes[30] ^= 1;
        Path file = Files.write(directory.resolve("flipped"), bytes);
        assertThatThrownBy(() -> CheckpointReader.read(file))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageMatching("checkpoint .*flipped: it is damaged: the checksum at byte \\d+ must be [0-9a-f]+,"
                        + " it is [0-9a-f]+; delete it and resume from the earlier checkpoint");
    }

    @Test
    void bytesAfterTheEndAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(small());
        Path file = Files.write(directory.resolve("long"), Arrays.copyOf(bytes, bytes.length + 3));
        assertThatThrownBy(() -> CheckpointReader.read(file))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining(
                        "it must have 2 entries in " + bytes.length + " bytes, it has 2 in " + (bytes.length + 3));
    }

    @Test
    void anEntryThatIsThereTwiceIsRefused() throws IOException {
        byte[] one = Files.readAllBytes(write(writer -> writer.text("name", "value")));
        int head = CheckpointFormat.MAGIC.length + Integer.BYTES;
        int trailer = 1 + 2 * Long.BYTES + Integer.BYTES;
        int entry = one.length - head - trailer;
        ByteBuffer two = ByteBuffer.allocate(one.length + entry);
        two.put(one, 0, head + entry).put(one, head, entry);
        ByteBuffer end = ByteBuffer.allocate(trailer);
        end.put(CheckpointFormat.TRAILER).putLong(1).putLong(two.capacity());
        CRC32C crc = new CRC32C();
        crc.update(end.array(), 0, end.position());
        two.put(end.putInt((int) crc.getValue()).array());
        Path file = Files.write(directory.resolve("twice"), two.array());
        assertThatThrownBy(() -> CheckpointReader.read(file))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("it is damaged: the entry 'name' occurs twice");
    }

    @Test
    void anotherVersionIsNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(small());
        bytes[CheckpointFormat.MAGIC.length + 3] = 2;
        Path file = Files.write(directory.resolve("new"), bytes);
        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessage("checkpoint " + file + ": this version of ssl4j reads checkpoints of format version 1,"
                        + " and this one has format version 2; resume with the version of ssl4j that wrote it,"
                        + " or start a new run");
    }

    @Test
    void anotherFileIsNoCheckpoint() throws IOException {
        Path file = Files.writeString(directory.resolve("readme.txt"), "a text of some length");
        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessage("checkpoint " + file
                        + ": it does not begin as an ssl4j checkpoint does; give a file that a Trainer wrote");
    }

    @Test
    void aContainerThatIsNoRunIsRefused() throws IOException {
        Path file = small();
        assertThatThrownBy(() -> Checkpoint.read(file))
                .isInstanceOf(CheckpointFormatException.class)
                .hasMessageContaining("it must hold 'position/epochLosses', and does not");
    }

    @Test
    void whatCannotBeReadBackIsNotWritten() throws IOException {
        CheckpointWriter writer = new CheckpointWriter(new ByteArrayOutputStream());
        writer.text("a", "1");
        assertThatThrownBy(() -> writer.text("a", "2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("entry 'a' occurs twice; names must be unique");
        assertThatThrownBy(() -> writer.array("flags", Nd4j.create(DataType.BOOL, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a checkpoint holds arrays of FLOAT, DOUBLE, INT32 and INT64, but 'flags' is of BOOL;"
                        + " keep it in one of these types");
    }

    private Path small() throws IOException {
        return write(writer -> {
            writer.text("name", "value");
            writer.array("array", Nd4j.createFromArray(new double[] {1, 2, 3}).reshape('c', new long[] {1, 3}));
        });
    }

    private Path write(Content content) throws IOException {
        Path file = directory.resolve("file");
        try (OutputStream stream = Files.newOutputStream(file)) {
            CheckpointWriter writer = new CheckpointWriter(stream);
            content.writeTo(writer);
            writer.finish();
        }
        return file;
    }

    private static int[] bits(INDArray floats) {
        int[] bits = new int[(int) floats.length()];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(floats.getFloat(i)));
        return bits;
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(CheckpointWriter writer) throws IOException;
    }
}
