package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same bytes in every locale: Turkish lower-cases I to another letter, German has decimal commas, Arabic digits.
 */
class LocaleTest {

    @TempDir
    static Path folder;

    private static Map<String, String> expected;

    private final Locale before = Locale.getDefault();

    @BeforeEach
    void runInEnglish() throws IOException {
        if (expected == null) {
            var images = SyntheticImages.patterns(30, 2, 16, 1, 1);
            ImageFixtures.writeIdxImages(folder.resolve("train-images-idx3-ubyte"), images);
            ImageFixtures.writeIdxLabels(folder.resolve("train-labels-idx1-ubyte"), images.labels());
            Files.writeString(folder.resolve("rows.yaml"), "rows: [{name: one, method: barlow-twins}]");
            expected = outputs(Locale.ENGLISH);
        }
    }

    @AfterEach
    void restore() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "de-DE", "ar-EG-u-nu-arab"})
    void everyCommandWritesTheSame(String locale) throws IOException {
        Map<String, String> outputs = outputs(Locale.forLanguageTag(locale));
        assertThat(outputs.keySet()).isEqualTo(expected.keySet());
        outputs.forEach((name, text) -> assertThat(text).as(name).isEqualTo(expected.get(name)));
    }

    @Test
    void theLocalesOfThisTestWouldChangeTexts() {
        assertThat(String.format(Locale.forLanguageTag("ar-EG-u-nu-arab"), "%d", 1))
                .isEqualTo("\u0661");
        assertThat(String.format(Locale.forLanguageTag("de-DE"), "%.1f", 0.5)).isEqualTo("0,5");
        assertThat("FILE".toLowerCase(Locale.forLanguageTag("tr-TR"))).isNotEqualTo("file");
    }

    /** What the commands print and write, without what differs from run to run. */
    private static Map<String, String> outputs(Locale locale) throws IOException {
        Locale.setDefault(locale);
        Map<String, String> outputs = new LinkedHashMap<>();
        Path out = Files.createTempDirectory(folder, "out");
        put(outputs, out, "methods");
        put(outputs, out, "methods", "dino");
        put(outputs, out, "pretrain", "--help");
        put(outputs, out, "pretrain", "--epochs", "0");
        put(outputs, out, "--unknown");
        put(
                outputs,
                out,
                "pretrain",
                "--data",
                folder,
                "--out",
                out.resolve("run"),
                "--encoder",
                "TINY",
                "--optimizer",
                "LARS",
                "--lr",
                "0.1",
                "--epochs",
                "2",
                "--batch-size",
                "16",
                "--tensorboard");
        Path encoder = out.resolve("run/encoder.zip");
        put(outputs, out, "evaluate", "--encoder", encoder, "--json", out.resolve("e.json"));
        put(outputs, out, "embed", "--encoder", encoder, "--data", folder, "--out", out.resolve("v.CSV"));
        put(outputs, out, "embed", "--encoder", encoder, "--data", folder, "--out", out.resolve("v.npy"));
        put(outputs, out, "augment", "--data", folder, "--out", out.resolve("a.png"), "--samples", "2");
        put(outputs, out, "pack", "--data", folder, "--out", out.resolve("p.pack"));
        put(
                outputs,
                out,
                "table",
                "--rows",
                folder.resolve("rows.yaml"),
                "--out",
                out.resolve("t"),
                "--data",
                folder,
                "--encoder",
                "tiny",
                "--epochs",
                "1",
                "--batch-size",
                "16",
                "--dry-run");
        for (String file : new String[] {
            "run/encoder.zip",
            "run/knn.csv",
            "run/run.yaml",
            "e.json",
            "v.CSV",
            "v.npy",
            "v.names.txt",
            "a.png",
            "p.pack"
        }) {
            byte[] bytes = Files.readAllBytes(out.resolve(file));
            outputs.put(file, new String(bytes, StandardCharsets.ISO_8859_1));
        }
        for (String file : new String[] {"run/metrics.csv", "run/summary.json", "run/provenance.json"}) {
            outputs.put(file, withoutTimes(Files.readString(out.resolve(file))));
        }
        Files.writeString(
                Files.createDirectory(out.resolve("plot")).resolve("metrics.csv"),
                "step,epoch,loss,seconds\n1,1,1234.5,2.5\n2,2,0.25,9000.5\n");
        put(outputs, out, "plot", "--out", out.resolve("c.svg"), out.resolve("plot"));
        outputs.put("c.svg", Files.readString(out.resolve("c.svg")).replace(out.toString(), "OUT"));
        return outputs;
    }

    private static void put(Map<String, String> outputs, Path out, Object... args) {
        Cli run = Cli.run(args);
        outputs.put(
                Arrays.toString(args).replace(out.toString(), "OUT"),
                run.code() + withoutTimes((run.out() + run.err()).replace(out.toString(), "OUT")));
    }

    /** Times and speeds differ from run to run: their ASCII digits go, those of another script stay and are seen. */
    private static String withoutTimes(String text) {
        return text.replaceAll("[0-9]+([.:][0-9]+)*(E-?[0-9]+)?", "0");
    }
}
