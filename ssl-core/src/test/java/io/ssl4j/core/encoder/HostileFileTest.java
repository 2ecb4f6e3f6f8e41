package io.ssl4j.core.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Encoder<Image> files made to run code or to fill the memory are refused, by name and with what to do. */
@Timeout(60)
class HostileFileTest {

    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";

    /** What came to life. */
    private static final AtomicInteger ALIVE = new AtomicInteger();

    @TempDir
    Path folder;

    private Path file;
    private INDArray parameters;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** Comes to life when deserialised. */
    static final class Creature implements Serializable {
        private static final long serialVersionUID = 1L;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            ALIVE.incrementAndGet();
        }
    }

    /** Comes to life when a configuration names it. */
    public static final class Activation extends ActivationReLU {
        private static final long serialVersionUID = 1L;

        public Activation() {
            ALIVE.incrementAndGet();
        }
    }

    @BeforeEach
    void saveAnEncoder() throws IOException {
        ALIVE.set(0);
        file = folder.resolve("encoder.zip");
        Encoder<Image> encoder = ImageEncoders.tinyPlain(ImageInput.of(8, 8, 1), 3);
        parameters = encoder.network().parameters().values().dup();
        encoder.save(file);
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        write();
        assertThat(Encoder.load(file).network().parameters().values()).isEqualTo(parameters);
    }

    private void write() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> Encoder.load(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + " is not an encoder file, or is damaged: ")
                .hasMessageContaining(reason);
        assertThat(ALIVE).hasValue(0);
    }

    private void replaceInConfiguration(String from, String to) throws IOException {
        String json = new String(entries.get(CONFIGURATION), StandardCharsets.UTF_8);
        assertThat(json).contains(from);
        entries.put(CONFIGURATION, json.replace(from, to).getBytes(StandardCharsets.UTF_8));
        write();
    }

    @Test
    void aSerialisedObjectIsNotRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Creature());
        }
        entries.put("preprocessor.bin", bytes.toByteArray());
        write();
        assertRefused(
                "it has an entry preprocessor.bin, and an encoder has only [coefficients.bin, configuration.json,");

        // DL4J's own reader does what the file asks for: the file is as dangerous as it looks.
        try {
            ModelSerializer.restoreComputationGraph(file.toFile());
        } catch (ClassCastException e) {
            assertThat(e).hasMessageContaining("Creature");
        }
        assertThat(ALIVE).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.ssl4j.core.encoder.HostileFileTest$Activation", "javax.script.ScriptEngineManager",
                "java.lang.ProcessBuilder", "org.deeplearning4j.nn.confuse.Layer"
            })
    void aClassThatIsNoConfigurationIsNotMade(String name) throws IOException {
        replaceInConfiguration("org.nd4j.linalg.activations.impl.ActivationReLU", name);
        assertRefused(
                "its configuration names the class " + name + ", which is not one of DL4J's configuration classes");
    }

    @Test
    void aTrustedClassIsMade() throws IOException {
        replaceInConfiguration("org.nd4j.linalg.activations.impl.ActivationReLU", Activation.class.getName());
        Encoder<Image> encoder = Encoder.load(file, Image.class, "io.ssl4j.core.encoder.HostileFileTest$");
        assertThat(ALIVE.get()).isPositive();
        assertThat(encoder.network().parameters().values()).isEqualTo(parameters);
    }

    @Test
    void theSecondOfTwoClassNamesHidesNothing() throws IOException {
        replaceInConfiguration(
                "\"@class\" : \"org.nd4j.linalg.activations.impl.ActivationReLU\"",
                "\"@class\" : \"" + Activation.class.getName()
                        + "\", \"@class\" : \"org.nd4j.linalg.activations.impl.ActivationReLU\"");
        assertRefused("Duplicate field '@class'");
    }

    @Test
    void aConfigurationThatNestsTooDeepIsRefused() throws IOException {
        entries.put(CONFIGURATION, "[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        write();
        assertRefused("a configuration must nest at most 100 levels deep");
    }

    @Test
    void aLayerThatIsTooLargeIsRefusedBeforeItHasMemory() throws IOException {
        String json = new String(entries.get(CONFIGURATION), StandardCharsets.UTF_8);
        entries.put(
                CONFIGURATION,
                json.replaceFirst("\"nout\" : [0-9]+", "\"nout\" : 2000000000").getBytes(StandardCharsets.UTF_8));
        write();
        assertRefused("parameters, but the entry coefficients.bin of ");
    }

    @Test
    void aLengthThatLiesIsRefused() throws IOException {
        byte[] coefficients = entries.get(COEFFICIENTS);
        int at = coefficients.length - Math.toIntExact(parameters.length()) * Float.BYTES - 7 - Long.BYTES;
        assertThat(ByteBuffer.wrap(coefficients).getLong(at)).isEqualTo(parameters.length());
        for (long length : new long[] {0, -1, parameters.length() + 1, Long.MAX_VALUE, 1L << 40}) {
            ByteBuffer.wrap(coefficients).putLong(at, length);
            write();
            assertRefused("declares " + length + " of type FLOAT");
        }
        entries.put(COEFFICIENTS, new byte[0]);
        write();
        assertRefused("its network has parameters, but they are not in the file");
    }

    @Test
    void aFileThatGrowsWhenItIsUnpackedIsRefused() throws IOException {
        entries.put(COEFFICIENTS, new byte[1 << 26]);
        write();
        assertRefused("its entry coefficients.bin grows from ");
    }

    @Test
    void anEntryThatIsThereTwiceIsRefused() throws IOException {
        entries.put("coefficients.bix", entries.get(COEFFICIENTS));
        write();
        byte[] zip = Files.readAllBytes(file);
        byte[] other = "coefficients.bix".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i + other.length <= zip.length; i++) {
            if (Arrays.equals(zip, i, i + other.length, other, 0, other.length)) {
                zip[i + other.length - 1] = 'n';
            }
        }
        Files.write(file, zip);
        assertRefused("it has the entry coefficients.bin twice");
    }

    @Test
    void aFileCutShortOrChangedAnywhereIsRefusedOrTheSame() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        RandomStream random = RandomKey.of(5).stream();
        for (int trial = 0; trial < 90; trial++) {
            byte[] content = whole.clone();
            if (trial % 3 == 0) {
                content = Arrays.copyOf(whole, random.nextInt(whole.length));
            } else {
                content[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, content);
            try {
                assertThat(Encoder.load(file).network().parameters().values()).isEqualTo(parameters);
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith(file + " is not an encoder file, or is damaged: ");
            }
        }
        assertThat(ALIVE).hasValue(0);
    }

    /** A file that version 0.1.0 wrote: {@code ImageEncoders.tinyPlain(ImageInput.of(8, 8, 1), 3)}, saved. */
    @Test
    void aFileOfThisVersionIsReadByTheNext() throws IOException {
        try (InputStream stored = HostileFileTest.class.getResourceAsStream("/network/encoder-0.1.0.zip")) {
            Files.write(file, stored.readAllBytes());
        }
        Encoder<Image> encoder = Encoder.load(file, Image.class);
        assertThat(encoder.input()).isEqualTo(ImageInput.of(8, 8, 1));
        assertThat(encoder.network().parameters().values()).isEqualTo(parameters);
    }
}
