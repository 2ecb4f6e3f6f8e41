package io.ssl4j.core.registry;

import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.multitask.MultiTask;
import io.ssl4j.core.multitask.MultiTask.Task;
import io.ssl4j.core.random.RandomKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Several methods at once: each has its options as {@code method.option}, and its weight as {@code method.weight}. */
record MultiTaskProvider(List<SslMethodProvider> tasks) implements SslMethodProvider {

    static final String JOINED_BY = "+";
    private static final String WEIGHT = "weight";

    MultiTaskProvider {
        tasks = List.copyOf(tasks);
        Set<String> names = new HashSet<>();
        for (SslMethodProvider task : tasks) {
            if (!names.add(task.name())) {
                throw new IllegalArgumentException(
                        "methods that are trained together must differ, got '" + task.name() + "' twice");
            }
        }
    }

    @Override
    public String name() {
        return tasks.stream().map(SslMethodProvider::name).collect(Collectors.joining(JOINED_BY));
    }

    @Override
    public String description() {
        return "the weighted sum of the losses of "
                + tasks.stream().map(SslMethodProvider::name).collect(Collectors.joining(" and "))
                + " over one encoder (Doersch and Zisserman 2017, arXiv:1708.07860)";
    }

    @Override
    public MethodFamily family() {
        return tasks.get(0).family();
    }

    @Override
    public boolean worksOn(Modality<?> modality) {
        return tasks.stream().allMatch(task -> task.worksOn(modality));
    }

    /** Those that all tasks can train, in the order of the task that can train the fewest. */
    @Override
    public List<String> encoders(Modality<?> modality) {
        List<List<String>> each =
                tasks.stream().map(task -> task.encoders(modality)).toList();
        List<String> fewest =
                each.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
        return fewest.stream()
                .filter(name -> each.stream().allMatch(names -> names.contains(name)))
                .toList();
    }

    @Override
    public List<MethodOption> options(Modality<?> modality) {
        List<MethodOption> all = new ArrayList<>();
        for (SslMethodProvider task : tasks) {
            all.add(MethodOption.decimal(
                    qualified(task, WEIGHT), 1, "factor on the loss of " + task.name() + ", above 0"));
            task.options(modality).forEach(option -> all.add(option.withName(qualified(task, option.name()))));
        }
        return all;
    }

    private static String qualified(SslMethodProvider task, String option) {
        return task.name() + "." + option;
    }

    @Override
    public <T> SslMethod<T> create(Modality<T> modality, Encoder<T> encoder, MethodOptions options, long seed) {
        return MultiTask.of(tasks.stream()
                .map(task -> Task.of(task.create(modality, encoder, own(task, modality, options), seed(task, seed)))
                        .withWeight(options.decimal(qualified(task, WEIGHT))))
                .toList());
    }

    @Override
    public void check(Modality<?> modality, MethodOptions options) {
        for (SslMethodProvider task : tasks) {
            double weight = options.decimal(qualified(task, WEIGHT));
            if (!(weight > 0)) {
                throw new IllegalArgumentException(
                        "option '" + qualified(task, WEIGHT) + "' must be above 0, got " + weight);
            }
            task.check(modality, own(task, modality, options));
        }
    }

    /** A seed for each task, so that heads of one shape start with different weights. */
    private static long seed(SslMethodProvider task, long seed) {
        return RandomKey.of(seed).child(task.name()).state();
    }

    private static MethodOptions own(SslMethodProvider task, Modality<?> modality, MethodOptions options) {
        Map<String, String> given = new LinkedHashMap<>();
        for (MethodOption option : task.options(modality)) {
            String value = options.values().get(qualified(task, option.name()));
            if (!value.isEmpty()) {
                given.put(option.name(), value);
            }
        }
        return MethodOptions.of(task.name(), task.options(modality), given);
    }
}
