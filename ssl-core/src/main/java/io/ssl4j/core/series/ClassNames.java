package io.ssl4j.core.series;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The numbering of classes: by value if all names are numbers, else by name. */
final class ClassNames {

    private ClassNames() {}

    /** Returns the names without duplicates, in order. */
    static List<String> sorted(Collection<String> names) {
        Comparator<String> byName = Comparator.naturalOrder();
        boolean numeric = names.stream().allMatch(ClassNames::isNumber);
        TreeSet<String> sorted = new TreeSet<>(
                numeric
                        ? Comparator.<String>comparingDouble(Double::parseDouble)
                                .thenComparing(byName)
                        : byName);
        sorted.addAll(names);
        return List.copyOf(sorted);
    }

    private static boolean isNumber(String name) {
        return name.length() <= 40 && name.matches("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");
    }
}
