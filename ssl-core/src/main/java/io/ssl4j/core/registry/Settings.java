package io.ssl4j.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The options of a configuration record, each declared once: name, default, setter and description together.
 *
 * <pre>{@code
 * Settings.of(SimClrConfig.defaults())
 *         .decimal("temperature", SimClrConfig::temperature, SimClrConfig::withTemperature, "smaller is sharper")
 *         .choice("objective", Objective.class, SimClrConfig::objective, SimClrConfig::withObjective, "the loss");
 * }</pre>
 *
 * Immutable.
 *
 * @param <C> the configuration
 */
public final class Settings<C> {

    private record Entry<C>(List<MethodOption> options, BiFunction<C, MethodOptions, C> apply) {}

    private final C defaults;
    private final List<Entry<C>> entries;

    private Settings(C defaults, List<Entry<C>> entries) {
        this.defaults = defaults;
        this.entries = List.copyOf(entries);
    }

    /** Starts with no options. */
    public static <C> Settings<C> of(C defaults) {
        return new Settings<>(defaults, List.of());
    }

    /** The configuration if nothing is set. */
    public C defaults() {
        return defaults;
    }

    /** Adds a number. */
    public Settings<C> decimal(String name, Function<C, Double> get, BiFunction<C, Double, C> set, String description) {
        return with(
                MethodOption.decimal(name, get.apply(defaults), description),
                (config, options) -> set.apply(config, options.decimal(name)));
    }

    /** Adds a number that may be unset. */
    public Settings<C> optionalDecimal(String name, BiFunction<C, OptionalDouble, C> set, String description) {
        return with(
                MethodOption.optionalDecimal(name, description),
                (config, options) -> set.apply(config, options.optionalDecimal(name)));
    }

    /** Adds an integer. */
    public Settings<C> integer(
            String name, Function<C, Integer> get, BiFunction<C, Integer, C> set, String description) {
        return with(
                MethodOption.integer(name, get.apply(defaults), description),
                (config, options) -> set.apply(config, options.integer(name)));
    }

    /** Adds a list of integers. */
    public Settings<C> integers(
            String name, Function<C, List<Integer>> get, BiFunction<C, List<Integer>, C> set, String description) {
        return with(
                MethodOption.integers(name, get.apply(defaults), description),
                (config, options) -> set.apply(config, options.integers(name)));
    }

    /** Adds an option that is true or false. */
    public Settings<C> flag(String name, Function<C, Boolean> get, BiFunction<C, Boolean, C> set, String description) {
        return with(
                MethodOption.flag(name, get.apply(defaults), description),
                (config, options) -> set.apply(config, options.flag(name)));
    }

    /** Adds one of the constants of an enum, as lower-case words joined by hyphens. */
    public <E extends Enum<E>> Settings<C> choice(
            String name, Class<E> type, Function<C, E> get, BiFunction<C, E, C> set, String description) {
        List<String> choices =
                Stream.of(type.getEnumConstants()).map(Settings::text).toList();
        return with(
                MethodOption.choice(name, text(get.apply(defaults)), choices, description),
                (config, options) -> set.apply(config, constant(type, options.choice(name))));
    }

    /** Adds the options of a part of the configuration. */
    public <G> Settings<C> group(Settings<G> group, Function<C, G> get, BiFunction<C, G, C> set) {
        return options(group.options(), (config, options) -> set.apply(config, group.read(get.apply(config), options)));
    }

    /** Adds several options that are read together. */
    public Settings<C> options(List<MethodOption> options, BiFunction<C, MethodOptions, C> read) {
        List<Entry<C>> longer = new ArrayList<>(entries);
        longer.add(new Entry<>(options, read));
        return new Settings<>(defaults, longer);
    }

    private Settings<C> with(MethodOption option, BiFunction<C, MethodOptions, C> set) {
        return options(
                List.of(option),
                (config, given) -> given.values().get(option.name()).equals(option.defaultValue())
                        ? config
                        : set.apply(config, given));
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** All options, in the order of declaration. */
    public List<MethodOption> options() {
        return entries.stream().flatMap(entry -> entry.options().stream()).toList();
    }

    /**
     * Returns the configuration that the options describe.
     *
     * @throws IllegalArgumentException if a value is out of range
     */
    public C read(MethodOptions options) {
        return read(defaults, options);
    }

    private static <C> C read(Entry<C> entry, C config, MethodOptions options) {
        try {
            return entry.apply().apply(config, options);
        } catch (IllegalArgumentException e) {
            String name = entry.options().get(0).name();
            if (entry.options().size() > 1 || e.getMessage().contains(name)) {
                throw e;
            }
            throw new IllegalArgumentException("option '" + name + "': " + e.getMessage(), e);
        }
    }

    private C read(C from, MethodOptions options) {
        C config = from;
        for (Entry<C> entry : entries) {
            config = read(entry, config, options);
        }
        return config;
    }
}
