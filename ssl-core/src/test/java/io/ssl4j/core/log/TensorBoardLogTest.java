package io.ssl4j.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.checkpoint.Every;
import io.ssl4j.core.testing.MomentumOptimizer;
import io.ssl4j.core.testing.Vectors;
import io.ssl4j.core.train.ToyMethod;
import io.ssl4j.core.train.Trainer;
import io.ssl4j.core.train.TrainerBuilder;
import io.ssl4j.core.train.event.EpochDone;
import io.ssl4j.core.train.event.StepDone;
import io.ssl4j.core.train.event.TrainingListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.protobuf.CodedInputStream;
import org.nd4j.shade.protobuf.WireFormat;
import org.tensorflow.framework.Summary;

/**
 * The event files, read back by the classes that TensorFlow's protocol definitions were compiled to (ND4J brings them).
 */
class TensorBoardLogTest {

    private static final Vectors DATA = new Vectors(40, ToyMethod.LENGTH, 7);

    @TempDir
    Path folder;

    /** One event: the step, and a scalar, a version or the start of a session. */
    record Event(long step, String what, double value) {}

    @Test
    void aRunIsReadBack() throws IOException {
        List<Double> losses = new ArrayList<>();
        TensorBoardLog log = TensorBoardLog.in(folder.resolve("tb"));
        trainer(log)
                .listener(new TrainingListener() {
                    @Override
                    public void onStep(StepDone step) {
                        losses.add(step.loss());
                    }

                    @Override
                    public void onEpoch(EpochDone epoch) {
                        log.record("validation/knn", epoch.step(), 0.25);
                    }
                })
                .build()
                .fit(new ToyMethod(1), DATA);

        List<Event> events = read(files().get(0));
        assertThat(files()).hasSize(1);
        assertThat(events.get(0)).isEqualTo(new Event(0, "brain.Event:2", 0));
        assertThat(events.get(1)).isEqualTo(new Event(1, "START", 0));
        List<Event> loss =
                events.stream().filter(event -> event.what.equals("train/loss")).toList();
        assertThat(loss).hasSize(10);
        for (int i = 0; i < 10; i++) {
            assertThat(loss.get(i))
                    .isEqualTo(new Event(i + 1, "train/loss", losses.get(i).floatValue()));
        }
        assertThat(events).contains(new Event(10, "validation/knn", 0.25));
        assertThat(events)
                .extracting(Event::what)
                .contains("train/learning_rate", "train/gradient_norm", "train/samples_per_second", "epoch/loss");
    }

    @Test
    void everyNthStepAlone() throws IOException {
        trainer(TensorBoardLog.in(folder.resolve("tb")).everySteps(4)).build().fit(new ToyMethod(1), DATA);
        assertThat(read(files().get(0)))
                .filteredOn(event -> event.what.equals("train/loss"))
                .extracting(Event::step)
                .containsExactly(4L, 8L);
    }

    @Test
    void aResumedRunBeginsAFileThatTakesBackWhatIsMadeAgain() throws IOException {
        Path checkpoints = folder.resolve("checkpoints");
        trainer(TensorBoardLog.in(folder.resolve("tb")))
                .checkpoints(checkpoints, Every.steps(4))
                .build()
                .fit(new ToyMethod(1), DATA);
        Files.delete(checkpoints.resolve("checkpoint-000000010.ssl4j"));
        trainer(TensorBoardLog.in(folder.resolve("tb")))
                .checkpoints(checkpoints, Every.steps(4))
                .build()
                .resume(new ToyMethod(1), DATA);
        assertThat(files()).hasSize(2);
        List<Event> events = read(files().get(1));
        assertThat(events.get(1)).isEqualTo(new Event(9, "START", 0));
        assertThat(events)
                .filteredOn(event -> event.what.equals("train/loss"))
                .extracting(Event::step)
                .containsExactly(9L, 10L);
    }

    /**
     * Files that TensorFlow writes begin with these twelve bytes: the length 24 of the first record and its checksum.
     */
    @Test
    void theFirstRecordIsAsTensorFlowWritesIt() throws IOException {
        Path path = folder.resolve("events");
        new EventFile(path, 0).close();
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(path)))
                .startsWith("1800000000000000" + "a37f4b22" + "090000000000000000" + "1a0d627261696e2e4576656e743a32");
    }

    @Test
    void nothingIsRecordedOutsideOfARun() {
        assertThatThrownBy(() -> TensorBoardLog.in(folder).record("a", 1, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a scalar can be recorded only during a run that has this log as a listener," + " got 'a'");
        assertThatThrownBy(() -> TensorBoardLog.in(folder).everySteps(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static TrainerBuilder trainer(TensorBoardLog log) {
        return Trainer.builder()
                .optimizer(new MomentumOptimizer(0.1, 0.9, 0))
                .epochs(1)
                .batchSize(4)
                .listener(log);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tb"))) {
            return files.sorted().toList();
        }
    }

    private static List<Event> read(Path path) throws IOException {
        assertThat(path.getFileName().toString()).matches("events\\.out\\.tfevents\\.\\d+\\.\\d+");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            int at = bytes.position();
            byte[] event = new byte[(int) bytes.getLong()];
            assertThat(bytes.getInt()).isEqualTo(maskedCrc(bytes.array(), at, Long.BYTES));
            bytes.get(event);
            assertThat(bytes.getInt()).isEqualTo(maskedCrc(event, 0, event.length));
            events.add(parse(CodedInputStream.newInstance(event)));
        }
        return events;
    }

    private static Event parse(CodedInputStream in) throws IOException {
        long step = 0;
        String what = "";
        double value = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> assertThat(in.readDouble()).isGreaterThan(1.6e9);
                case 2 -> step = in.readInt64();
                case 3 -> what = in.readString();
                case 5 -> {
                    Summary summary = Summary.parseFrom(in.readByteArray());
                    assertThat(summary.getValueCount()).isEqualTo(1);
                    what = summary.getValue(0).getTag();
                    value = summary.getValue(0).getSimpleValue();
                }
                case 7 -> {
                    assertThat(in.readByteArray()).containsExactly(8, 1);
                    what = "START";
                }
                default -> throw new AssertionError("field " + WireFormat.getTagFieldNumber(tag));
            }
        }
        return new Event(step, what, value);
    }

    /** CRC-32C bit by bit from its polynomial, and TensorFlow's mask. */
    private static int maskedCrc(byte[] bytes, int from, int length) {
        int crc = -1;
        for (int i = from; i < from + length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ (crc & 1) * 0x82F63B78;
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xa282ead8;
    }
}
