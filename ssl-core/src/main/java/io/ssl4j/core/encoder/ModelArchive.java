package io.ssl4j.core.encoder;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A DL4J model file from an untrusted source. DL4J's own reader would deserialise any object in an entry {@code
 * preprocessor.bin} and instantiate any class that the configuration names. Here only the entries of an encoder and
 * DL4J's configuration classes are accepted.
 */
final class ModelArchive implements AutoCloseable {

    static final String CONFIGURATION = "configuration.json";
    static final String COEFFICIENTS = "coefficients.bin";
    /** The entry in place of the coefficients of a network without parameters. */
    static final String NO_PARAMETERS = "noParams.marker";

    private static final Set<String> ENTRIES = Set.of(EncoderFile.ENTRY, CONFIGURATION, COEFFICIENTS, NO_PARAMETERS);

    /** Largest size of the JSON in bytes, a hundred times that of ResNet-152. */
    private static final int LARGEST_TEXT = 1 << 26;

    /**
     * Highest compression ratio of the parameters. Learned parameters hardly compress; a higher ratio points to a file
     * made to exhaust memory.
     */
    private static final int MOST_GROWTH = 200;

    private static final long HARMLESS = 1 << 24;

    private final ZipFile zip;

    private ModelArchive(ZipFile zip) {
        this.zip = zip;
    }

    /** @throws IOException if it is not a zip file, or has an entry that an encoder does not have, or a damaged one */
    static ModelArchive open(Path file) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        try {
            checkEntries(zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
        return new ModelArchive(zip);
    }

    /** Checks the checksums of the entries. DL4J ignores them, so a changed parameter would go unnoticed. */
    private static void checkEntries(ZipFile zip) throws IOException {
        Set<String> seen = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (!ENTRIES.contains(name)) {
                throw new ZipException("it has an entry " + name + ", and an encoder has only " + sorted()
                        + "; other entries are not read, since they could hold code. If it is a DL4J model that you trust, read"
                        + " it with DL4J and use Encoder.of(graph, vertex, input)");
            }
            if (!seen.add(name)) {
                throw new ZipException("it has the entry " + name + " twice");
            }
            if (entry.getSize() > HARMLESS && entry.getSize() / MOST_GROWTH > entry.getCompressedSize()) {
                throw new ZipException("its entry " + name + " grows from " + entry.getCompressedSize() + " to "
                        + entry.getSize() + " bytes, which the parameters of a network never do");
            }
        }
        for (ZipEntry entry : Collections.list(zip.entries())) {
            checkContent(zip, entry);
        }
    }

    private static void checkContent(ZipFile zip, ZipEntry entry) throws IOException {
        CRC32 crc = new CRC32();
        byte[] part = new byte[1 << 16];
        long length = 0;
        try (InputStream stream = zip.getInputStream(entry)) {
            for (int read = stream.read(part); read >= 0 && length <= entry.getSize(); read = stream.read(part)) {
                crc.update(part, 0, read);
                length += read;
            }
        }
        if (length != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw new ZipException("the length or the checksum of its entry " + entry.getName() + " is wrong");
        }
    }

    private static List<String> sorted() {
        return ENTRIES.stream().sorted().toList();
    }

    /** The description of the encoder, JSON. */
    byte[] description() throws IOException {
        ZipEntry entry = zip.getEntry(EncoderFile.ENTRY);
        if (entry == null) {
            throw new IOException("it is a zip file without the entry " + EncoderFile.ENTRY
                    + "; for a DL4J model of your own use Encoder.of(graph, vertex, input)");
        }
        return text(entry);
    }

    /**
     * The network.
     *
     * @param trusted prefixes of class names that its configuration may contain in addition to DL4J's
     */
    ComputationGraph graph(List<String> trusted) throws IOException {
        ZipEntry entry = zip.getEntry(CONFIGURATION);
        if (entry == null) {
            throw new IOException("it has no entry " + CONFIGURATION);
        }
        ComputationGraphConfiguration configuration =
                ComputationGraphConfiguration.fromJson(ConfigurationCheck.checked(text(entry), trusted));
        ZipEntry coefficients = zip.getEntry(COEFFICIENTS);
        ComputationGraph graph = new ComputationGraph(configuration);
        if (coefficients == null || coefficients.getSize() == 0) {
            if (CoefficientReader.parameters(configuration) > 0) {
                throw new IOException("its network has parameters, but they are not in the file");
            }
            graph.init();
            return graph;
        }
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(zip.getInputStream(coefficients), 1 << 16))) {
            INDArray parameters = CoefficientReader.read(in, coefficients.getSize(), configuration);
            graph.init(parameters, false);
            return graph;
        }
    }

    private byte[] text(ZipEntry entry) throws IOException {
        try (InputStream stream = zip.getInputStream(entry)) {
            byte[] text = stream.readNBytes(LARGEST_TEXT + 1);
            if (text.length > LARGEST_TEXT) {
                throw new IOException("its entry " + entry.getName() + " must have at most " + LARGEST_TEXT + " bytes");
            }
            return text;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
