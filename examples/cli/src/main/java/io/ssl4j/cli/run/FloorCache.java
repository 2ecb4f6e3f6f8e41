package io.ssl4j.cli.run;

import io.ssl4j.cli.option.RunSettings;
import io.ssl4j.eval.report.Floors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The floors of runs that differ only in method, seed and training, each measured once. */
public final class FloorCache {

    /** The settings on which the split depends, by key: what the modality's floors are measured on. */
    private static final List<String> SPLIT = List.of(
            "data",
            "modality",
            "read",
            "size",
            "color",
            "skip-unreadable",
            "limit",
            "test-share",
            "validation-share",
            "split-seed",
            // Images are brought to the size of the encoder of --init.
            "init");

    /** The settings on which the untrained encoder depends as well. */
    private static final List<String> ENCODER =
            List.of("encoder", "width", "feature-width", "zero-init-residual", "seed");

    private final Map<List<String>, List<Floors.Floor>> given = new HashMap<>();
    private final Map<List<String>, Floors.Untrained> untrained = new HashMap<>();

    Floors get(RunSettings settings, Supplier<Floors.Untrained> untrainedNow, Supplier<List<Floors.Floor>> givenNow) {
        Map<String, String> texts = settings.texts();
        List<String> split = values(texts, SPLIT);
        List<String> encoder = new ArrayList<>(split);
        encoder.addAll(values(texts, ENCODER));
        return new Floors(
                untrained.computeIfAbsent(encoder, missing -> untrainedNow.get()),
                given.computeIfAbsent(split, missing -> givenNow.get()));
    }

    private static List<String> values(Map<String, String> texts, List<String> keys) {
        List<String> values = new ArrayList<>();
        for (String key : keys) {
            values.add(texts.get(key));
            texts.forEach((name, text) -> {
                if (name.startsWith(key + ".")) {
                    values.add(name + "=" + text);
                }
            });
        }
        return values;
    }
}
