package io.ssl4j.cli.option;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.registry.MethodOption;
import io.ssl4j.core.registry.MethodOptions;
import io.ssl4j.core.registry.Modalities;
import io.ssl4j.core.registry.Modality;
import io.ssl4j.core.vision.image.ImageInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which samples, and how they are read: the same options for every command. */
public final class DataOptions {

    private static final String READ = "--read";

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Images: a folder of them (sub-folders are classes; train and test are parts), a manifest"
                    + " (CSV: path,label[,split]), a packed, IDX or CIFAR file, or a folder of IDX or CIFAR files."
                    + " Series: a .tsv or .ts file of the"
                    + " UCR/UEA archive or the folder of both its parts, a .csv or a .npy file."
                    + " Default: the 10,000 Fashion-MNIST images that come with ssl4j.")
    public Path path;

    @Option(
            names = "--modality",
            paramLabel = "KIND",
            description = "The kind of samples: image or series. Default: as the data looks, or what a given"
                    + " encoder takes.")
    public String modality;

    @Option(
            names = READ,
            paramLabel = "OPTION=VALUE",
            description = "Sets an option for reading the data, for example --read normalize=per-channel; a wrong"
                    + " name lists the right ones. May be repeated.")
    Map<String, String> read = new LinkedHashMap<>();

    @Mixin
    ImageOptions images = new ImageOptions();

    /** The modality of the samples: as given, or as the data looks. */
    public Modality<?> modality() {
        if (modality != null) {
            return Modalities.named(modality);
        }
        return path == null ? Modalities.named(ImageInput.KIND) : Modalities.recognize(path);
    }

    /**
     * The modality of an encoder's samples.
     *
     * @throws IllegalArgumentException if another is given
     */
    public <T> Modality<T> modality(Encoder<T> encoder) {
        Modality<T> taken = Modalities.of(encoder);
        if (modality != null && !modality.equals(taken.kind())) {
            throw new IllegalArgumentException("--modality must be '" + taken.kind()
                    + "', the kind that the encoder takes, got '" + modality + "'");
        }
        return taken;
    }

    /** @throws IllegalArgumentException if an option has a value that cannot be */
    public void check(Modality<?> kind) {
        options(kind);
    }

    /** @throws IllegalArgumentException if an option contradicts what an encoder takes */
    public <T> void check(Modality<T> kind, Encoder<T> encoder) {
        options(kind, encoder);
    }

    /** The options for reading with the values that an encoder needs. */
    private <T> MethodOptions options(Modality<T> kind, Encoder<T> encoder) {
        Map<String, String> taken = kind.reading(encoder.input());
        Map<String, String> values = options(kind).values();
        taken.forEach((name, value) -> {
            boolean ofItsOwn = images.given().containsKey(name);
            if ((ofItsOwn || read.containsKey(name)) && !values.get(name).equals(value)) {
                throw new IllegalArgumentException((ofItsOwn ? "--" + name : READ + " " + name)
                        + " must be what the encoder takes, " + value + ", got " + values.get(name)
                        + "; leave it out: it is taken from the encoder");
            }
        });
        return options(kind, taken);
    }

    /** Every option for reading with its value. */
    MethodOptions options(Modality<?> kind) {
        return options(kind, Map.of());
    }

    /** @param taken values that go before those that are given */
    private MethodOptions options(Modality<?> kind, Map<String, String> taken) {
        Map<String, String> given = new LinkedHashMap<>(read);
        for (Map.Entry<String, String> own : images.given().entrySet()) {
            if (!isImages(kind)) {
                throw new IllegalArgumentException("--" + own.getKey() + " applies only to images, got "
                        + kind.samples() + "; for " + kind.samples() + " give " + READ + " with one of " + names(kind));
            }
            if (given.put(own.getKey(), own.getValue()) != null) {
                throw new IllegalArgumentException(
                        "give either --" + own.getKey() + " or " + READ + " " + own.getKey() + "=VALUE, got both");
            }
        }
        given.putAll(taken);
        try {
            MethodOptions options = MethodOptions.of(READ, kind.dataOptions(), given);
            if (isImages(kind)) {
                ImageOptions.check(options.values());
            }
            return options;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage().replace("the method '" + READ + "'", READ), e);
        }
    }

    private static String names(Modality<?> kind) {
        return kind.dataOptions().stream().map(MethodOption::name).collect(Collectors.joining(", "));
    }

    /** Puts the defaults in place of what is not given. */
    void resolve(Modality<?> kind) {
        Map<String, String> values = options(kind).values();
        modality = kind.kind();
        read = new LinkedHashMap<>();
        if (isImages(kind)) {
            images.resolve(values);
        } else {
            values.forEach((name, value) -> {
                if (!value.isEmpty()) {
                    read.put(name, value);
                }
            });
        }
    }

    private static boolean isImages(Modality<?> kind) {
        return kind.kind().equals(ImageInput.KIND);
    }

    /** All samples of the source, in its order. */
    public <T> OpenData<T> open(Modality<T> kind) throws IOException {
        return open(kind, options(kind));
    }

    /**
     * All samples of the source as an encoder takes them: images in its size and colours.
     *
     * @throws IllegalArgumentException if an option contradicts what the encoder takes
     */
    public <T> OpenData<T> open(Modality<T> kind, Encoder<T> encoder) throws IOException {
        return open(kind, options(kind, encoder)).fitted(encoder);
    }

    private <T> OpenData<T> open(Modality<T> kind, MethodOptions options) throws IOException {
        if (path == null) {
            if (!isImages(kind)) {
                throw new IllegalArgumentException(
                        "--data must be given for " + kind.samples() + "; only images come with ssl4j");
            }
            return OpenData.shipped(kind, options);
        }
        if (isImages(kind) && Files.isRegularFile(path) && ErrorText.isPicture(path)) {
            throw new IllegalArgumentException(
                    "--data takes a folder of images, got the image " + path + "; give the folder that it lies in");
        }
        return new OpenData<>(kind, kind.open(path, options), options);
    }

    /** Where the samples come from, as text. */
    public String name() {
        return path == null ? ShippedImages.NAME : path.toString();
    }
}
