package io.ssl4j.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.core.batch.BatchConfig;
import io.ssl4j.core.batch.BatchLoader;
import io.ssl4j.core.batch.ViewBatch;
import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.RunInfo;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.method.StepResult;
import io.ssl4j.core.optim.ParameterGroup;
import io.ssl4j.core.optim.schedule.RunLength;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.registry.SslMethodProvider;
import io.ssl4j.core.registry.SslMethods;
import io.ssl4j.core.vision.encoder.ImageEncoders;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a method module must do so that its methods are found by name: every {@link SslMethod} among its classes has a
 * provider, and every provider makes a method that can be trained on images as it is.
 */
public abstract class RegistrationContract {

    private static final Modality<?> IMAGES = Modalities.named("image");
    private static final ImageInput INPUT = ImageInput.of(12, 12, 1);

    /** Any class of the module's main code. */
    protected abstract Class<?> moduleClass();

    /** The method of a name as a program makes it, with its configuration's defaults. */
    protected abstract ApiMethod byApi(String method);

    /** Options that make the method small enough for a test, by method name. */
    protected Map<String, String> smallOptions(String method) {
        return Map.of();
    }

    @Test
    void everyMethodOfTheModuleIsRegistered() throws IOException, URISyntaxException {
        Set<String> methods = methodClasses();
        assertThat(methods).as("SslMethod classes of the module").isNotEmpty();
        Set<String> registered = providers().stream()
                .map(provider -> create(provider).getClass().getName())
                .collect(Collectors.toSet());
        assertThat(methods)
                .as("each SslMethod needs an SslMethodProvider in META-INF/services")
                .isEqualTo(registered);
    }

    @Test
    void namesAndTextsAreReadable() {
        for (SslMethodProvider provider : providers()) {
            assertThat(provider.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
            assertThat(create(provider).name()).isEqualTo(provider.name());
            assertThat(provider.description()).contains("arXiv:").doesNotContain("\n");
            assertThat(provider.family()).isNotNull();
            for (MethodOption option : provider.options(IMAGES)) {
                assertThat(option.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
                assertThat(option.description()).isNotBlank();
            }
            assertThat(provider.options(IMAGES).stream().map(MethodOption::name))
                    .as("option names of " + provider.name())
                    .doesNotHaveDuplicates();
        }
    }

    /** Left out, or given in text: the configuration's own defaults, down to the bits of the views. */
    @Test
    void theDefaultsByNameAreThoseOfTheConfiguration() {
        for (SslMethodProvider provider : providers()) {
            Map<String, String> inText = provider.options(IMAGES).stream()
                    .filter(option -> !option.defaultValue().isEmpty())
                    .collect(Collectors.toMap(MethodOption::name, MethodOption::defaultValue));
            SslMethod<Image> byApi = byApi(provider.name()).own().apply(encoder());
            assertThat(byApi.name()).isEqualTo(provider.name());
            assertThat(byApi.settings()).as("settings of " + provider.name()).isNotEmpty();
            for (Map<String, String> options : List.of(Map.<String, String>of(), inText)) {
                SslMethod<Image> byName = SslMethods.create(provider.name(), encoder(), options, 0);
                assertThat(byName.settings()).isEqualTo(byApi.settings());
                assertThat(firstViews(byName)).as("views of " + provider.name()).isEqualTo(firstViews(byApi));
            }
        }
    }

    /** At every size at which a recipe changes, in gray and colour; by default and as the command line resolves it. */
    @Test
    void theDefaultViewsByNameAreThoseOfTheConfiguration() {
        for (SslMethodProvider provider : providers()) {
            Map<String, String> inText = provider.options(IMAGES).stream()
                    .filter(option -> !option.defaultValue().isEmpty())
                    .collect(Collectors.toMap(MethodOption::name, MethodOption::defaultValue));
            for (ImageInput input : List.of(INPUT, ImageInput.of(32, 32, 3), ImageInput.of(96, 96, 3))) {
                Encoder<Image> encoder = ImageEncoders.tiny(input, 3);
                ViewGenerator<Image> own =
                        byApi(provider.name()).own().apply(encoder).views();
                for (Map<String, String> options : List.of(Map.<String, String>of(), inText)) {
                    ViewGenerator<Image> byName = SslMethods.create(provider.name(), encoder, options, 0)
                            .views();
                    assertThat(byName.describe())
                            .as("views of %s on %s", provider.name(), input.rows())
                            .isNotBlank()
                            .isEqualTo(own.describe());
                    assertThat(byName.layout()).hasToString(own.layout().toString());
                }
            }
        }
    }

    /** Every view of the first batch of an epoch, in numbers. */
    private static Map<String, List<Double>> firstViews(SslMethod<Image> method) {
        try (BatchLoader<Image> loader = BatchLoader.open(new NoiseImages(), method.views(), BatchConfig.of(2, 1))) {
            loader.startEpoch(0, 0);
            ViewBatch batch = loader.next();
            return method.views().layout().stream().collect(Collectors.toMap(ViewSpec::name, spec -> Arrays.stream(
                            batch.view(spec.name()).dup('c').data().asDouble())
                    .boxed()
                    .toList()));
        }
    }

    @Test
    void anUnknownOptionIsRefusedWithTheKnownOnes() {
        for (SslMethodProvider provider : providers()) {
            assertThatThrownBy(() -> SslMethods.create(provider.name(), encoder(), Map.of("tempperature", "1"), 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + provider.name() + "' has no option 'tempperature'")
                    .hasMessageContaining(provider.options(IMAGES).get(0).name());
        }
    }

    @Test
    void oneStepOnImagesLeavesAFiniteGradientInEveryNetwork() {
        for (SslMethodProvider provider : providers()) {
            SslMethod<Image> method = create(provider);
            method.prepare(runOver(new NoiseImages(), method));
            try (BatchLoader<Image> loader =
                    BatchLoader.open(new NoiseImages(), method.views(), BatchConfig.of(6, 1))) {
                loader.startEpoch(0, 0);
                StepResult result = method.step(loader.next(), MethodGradients.firstStep());
                assertThat(result.loss()).isFinite();
                assertThat(result.terms().values()).allMatch(Double::isFinite);
            }
            Set<String> names = method.parameterGroups().stream()
                    .map(group -> group.network().name())
                    .collect(Collectors.toSet());
            assertThat(names).hasSameSizeAs(method.parameterGroups()).contains("encoder");
            for (ParameterGroup group : method.parameterGroups()) {
                Agreement.assertFinite(
                        group.network().name(), group.network().parameters().gradients());
                assertThat(group.network().parameters().gradients().amaxNumber().doubleValue())
                        .isPositive();
            }
            assertThat(method.encoders()).containsKey("encoder");
        }
    }

    /** One epoch in batches of 6, with labels of three classes for a method that wants them. */
    private static RunInfo runOver(NoiseImages images, SslMethod<Image> method) {
        Optional<int[]> labels = method.usesLabels()
                ? Optional.of(IntStream.range(0, images.size()).map(i -> i % 3).toArray())
                : Optional.empty();
        return new RunInfo(images.size(), 6, 1, 1, new RunLength(2, 2), 1, labels);
    }

    @Test
    void theSeedDecidesTheHeads() {
        for (SslMethodProvider provider : providers()) {
            assertThat(heads(provider, 5)).isEqualTo(heads(provider, 5));
            assertThat(heads(provider, 5)).isNotEqualTo(heads(provider, 6));
        }
    }

    private List<double[]> headValues(SslMethodProvider provider, long seed) {
        return SslMethods.create(provider.name(), encoder(), smallOptions(provider.name()), seed)
                .parameterGroups()
                .stream()
                .filter(group -> !group.network().name().equals("encoder"))
                .map(group -> group.network().parameters().values().dup().data().asDouble())
                .toList();
    }

    private String heads(SslMethodProvider provider, long seed) {
        return headValues(provider, seed).stream().map(Arrays::toString).collect(Collectors.joining());
    }

    private SslMethod<Image> create(SslMethodProvider provider) {
        return SslMethods.create(provider.name(), encoder(), smallOptions(provider.name()), 1);
    }

    private static Encoder<Image> encoder() {
        return ImageEncoders.tiny(INPUT, 3);
    }

    /** The providers of this module; others may be on the class path too. */
    private List<SslMethodProvider> providers() {
        List<SslMethodProvider> providers = SslMethods.all().stream()
                .filter(provider -> location(provider.getClass()).equals(location(moduleClass())))
                .toList();
        assertThat(providers).as("registered providers").isNotEmpty();
        return providers;
    }

    private Set<String> methodClasses() throws IOException, URISyntaxException {
        Path root = Path.of(moduleClass()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> root.relativize(file).toString())
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .filter(RegistrationContract::isMethod)
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isMethod(String className) {
        try {
            Class<?> type = Class.forName(className, false, RegistrationContract.class.getClassLoader());
            return SslMethod.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class of the module cannot be loaded: " + className, e);
        }
    }

    private static String location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().toString();
    }

    /** Gray noise. */
    private record NoiseImages() implements Dataset<Image> {

        @Override
        public int size() {
            return 12;
        }

        @Override
        public Image get(int index) {
            byte[] samples = new byte[INPUT.height() * INPUT.width()];
            new Random(index).nextBytes(samples);
            return Image.ofBytes(INPUT.height(), INPUT.width(), 1, samples);
        }
    }
}
