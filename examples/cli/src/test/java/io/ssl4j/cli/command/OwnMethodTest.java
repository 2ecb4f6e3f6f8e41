package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.cli.run.RunFolder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A method that is none of ssl4j's, compiled into a folder of the class path, as docs/METHODS.md shows it. */
class OwnMethodTest {

    private static final String METHOD =
            """
            package mine;

            import io.ssl4j.core.batch.ViewBatch;
            import io.ssl4j.core.batch.ViewGenerator;
            import io.ssl4j.core.encoder.Encoder;
            import io.ssl4j.core.loss.LossResult;
            import io.ssl4j.core.loss.SoftmaxCrossEntropy;
            import io.ssl4j.core.method.SslMethod;
            import io.ssl4j.core.method.StepContext;
            import io.ssl4j.core.method.StepResult;
            import io.ssl4j.core.network.head.MlpHead;
            import io.ssl4j.core.network.Network;
            import io.ssl4j.core.network.Pass;
            import io.ssl4j.core.network.PassMode;
            import io.ssl4j.core.optim.ParameterGroup;
            import io.ssl4j.core.registry.MethodFamily;
            import io.ssl4j.core.registry.Settings;
            import io.ssl4j.core.registry.ViewMethodProvider;
            import io.ssl4j.core.registry.ViewNeed;
            import java.util.List;
            import java.util.Map;
            import java.util.stream.IntStream;
            import org.nd4j.linalg.api.buffer.DataType;

            public final class MyMethodProvider extends ViewMethodProvider<MyMethodProvider.Config> {

                public record Config(int hidden, long seed) {}

                public MyMethodProvider() {
                    super("my-method", "My method: the first view or the second", MethodFamily.PRETEXT,
                            ViewNeed.pair("simclr"),
                            Settings.of(new Config(16, 0)).integer(
                                    "hidden", Config::hidden, (c, v) -> new Config(v, c.seed()), "units of the head"));
                }

                @Override
                protected <T> SslMethod<T> create(Encoder<T> encoder, ViewGenerator<T> views, Config config) {
                    Network head = MlpHead.of("head", encoder.representationSize(), config.hidden(), 2)
                            .build(config.seed(), DataType.FLOAT);
                    return new MyMethod<>(encoder, head, views);
                }

                @Override
                protected Config withSeed(Config config, long seed) {
                    return new Config(config.hidden(), seed);
                }

                record MyMethod<T>(Encoder<T> encoder, Network head, ViewGenerator<T> views) implements SslMethod<T> {

                    @Override
                    public String name() {
                        return "my-method";
                    }

                    @Override
                    public StepResult step(ViewBatch batch, StepContext context) {
                        int[] second = IntStream.range(0, 2 * batch.size()).map(r -> r / batch.size()).toArray();
                        try (Pass h = encoder.network().forward(batch.rows("views"), PassMode.JOINT);
                                Pass logits = head.forward(h.output())) {
                            LossResult loss = new SoftmaxCrossEntropy().evaluate(logits.output(), second);
                            h.backward(logits.backward(loss.gradient()));
                            return StepResult.of(loss.value());
                        }
                    }

                    @Override
                    public List<ParameterGroup> parameterGroups() {
                        return List.of(ParameterGroup.of(encoder.network()), ParameterGroup.of(head));
                    }

                    @Override
                    public Map<String, Encoder<?>> encoders() {
                        return Map.of("encoder", encoder);
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private URLClassLoader loader;

    @BeforeEach
    void compile() throws IOException {
        Path source = folder.resolve("src/mine/MyMethodProvider.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, METHOD);
        Path classes = folder.resolve("classes");
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(failed).isZero();
        Path services = classes.resolve("META-INF/services/io.ssl4j.core.registry.SslMethodProvider");
        Files.createDirectories(services.getParent());
        Files.writeString(services, "mine.MyMethodProvider\n");
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before);
        Thread.currentThread().setContextClassLoader(loader);
    }

    @AfterEach
    void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        loader.close();
    }

    @Test
    void aMethodOnTheClassPathIsListedAndTrained() throws IOException {
        assertThat(Cli.run("methods").succeeded().out()).contains("my-method").contains("the first view or the second");
        Path run = folder.resolve("run");
        Cli.pretrain("--out", run, "--limit", 200, "--method", "my-method", "--set", "hidden=8")
                .succeeded();
        assertThat(RunFolder.read(run.resolve("summary.json"))
                        .orElseThrow()
                        .get("method")
                        .asText())
                .isEqualTo("my-method");
        assertThat(Files.readString(run.resolve("run.yaml")))
                .contains("my-method")
                .contains("hidden");
    }
}
