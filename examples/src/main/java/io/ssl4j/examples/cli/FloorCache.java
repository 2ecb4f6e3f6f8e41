package io.ssl4j.examples.cli;

import io.ssl4j.eval.report.Floors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The floors of runs that differ in method and training alone, measured once. */
final class FloorCache {

    /** The settings on which untrained encoder and split depend, by key. */
    private static final List<String> KEYS = List.of(
            "data",
            "size",
            "color",
            "skip-unreadable",
            "limit",
            "test-share",
            "validation-share",
            "split-seed",
            "encoder",
            "init",
            "width",
            "seed");

    private final Map<List<String>, Floors> measured = new HashMap<>();

    Floors get(RunSettings settings, Supplier<Floors> measure) {
        Map<String, String> texts = settings.texts();
        List<String> key = new ArrayList<>();
        KEYS.forEach(name -> key.add(texts.get(name)));
        return measured.computeIfAbsent(key, missing -> measure.get());
    }
}
