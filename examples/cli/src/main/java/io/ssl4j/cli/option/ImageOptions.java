package io.ssl4j.cli.option;

import io.ssl4j.core.vision.image.ColorMode;
import io.ssl4j.core.vision.image.RangeChoice;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** How images are read: options of their own for what {@code --read} says for other samples. */
final class ImageOptions {

    private static final String SIZE = "size";
    private static final String COLOR = "color";
    private static final String RANGE = "range";
    private static final String SKIP = "skip-unreadable";

    @Option(names = "--size", paramLabel = "HxW", description = "Resize images to this size, for example 64x64.")
    String size;

    @Option(
            names = "--color",
            paramLabel = "MODE",
            description = "Channels of the images: rgb (default), gray or as_stored.")
    ColorMode color;

    @Option(
            names = "--range",
            paramLabel = "LOW:HIGH",
            description = "Sample values that become 0 and 1, for example --range=-1000:1000, or percentiles of the"
                    + " training images, for example --range=1%%:99%%. Default: all values of unsigned samples of 8 and"
                    + " 16 bits, 0:1 for floats; other samples need a range.")
    String range;

    @Option(
            names = "--skip-unreadable",
            description =
                    "Skip files that cannot be read, and list them. Default: the first such file ends the" + " run.")
    Boolean skipUnreadable;

    /** What is given, by the names of the modality's options. */
    Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        if (size != null) {
            given.put(SIZE, size);
        }
        if (color != null) {
            given.put(COLOR, color.name().toLowerCase(Locale.ROOT));
        }
        if (range != null) {
            given.put(RANGE, range);
        }
        if (skipUnreadable != null) {
            given.put(SKIP, skipUnreadable.toString());
        }
        return given;
    }

    /** Takes over all values, defaults included. */
    void resolve(Map<String, String> values) {
        String newSize = values.get(SIZE);
        size = newSize.isEmpty() ? null : newSize;
        color = ColorMode.valueOf(values.get(COLOR).toUpperCase(Locale.ROOT));
        String newRange = values.get(RANGE);
        range = newRange.isEmpty() ? null : newRange;
        skipUnreadable = Boolean.valueOf(values.get(SKIP));
    }

    /** @throws IllegalArgumentException if the size or the range cannot be one */
    static void check(Map<String, String> values) {
        String size = values.getOrDefault(SIZE, "");
        if (!size.isEmpty() && !size.matches("[1-9][0-9]{0,4}x[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("--size must be HEIGHTxWIDTH such as 64x64, got '" + size + "'");
        }
        String range = values.getOrDefault(RANGE, "");
        if (!range.isEmpty()) {
            RangeChoice.parse(range);
        }
    }
}
