package io.ssl4j.core.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The requirements of methods on their views. */
public final class ViewLayouts {

    private ViewLayouts() {}

    /**
     * Returns the view of this name, which must have a given number of copies.
     *
     * @param method the name of the method, for the message
     * @throws IllegalArgumentException if there is no such view or it has another number of copies
     */
    public static ViewSpec require(ViewGenerator<?> views, String name, int copies, String method) {
        List<ViewSpec> layout = views.layout();
        return layout.stream()
                .filter(spec -> spec.name().equals(name) && spec.copies() == copies)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(method + " needs a view '" + name + "' with " + copies
                        + " copies per sample, but its view generator makes " + copiesByName(layout)
                        + "; give it a generator with that view"));
    }

    /**
     * Requires a view's rows to be those that an encoder takes.
     *
     * @param rows the encoder's rows, {@code encoder.input().rows()}
     * @param method the name of the method, for the message
     * @throws IllegalArgumentException if the encoder takes several rows, or the view has rows of another shape or mask
     */
    public static void requireRows(ViewSpec view, List<ViewSpec> rows, String method) {
        if (rows.size() != 1) {
            throw new IllegalArgumentException(
                    method + " needs an encoder that takes one row for each sample, got one that" + " takes " + rows);
        }
        ViewSpec row = rows.get(0);
        if (!Arrays.equals(view.shape(), row.shape()) || view.maskAxis() != row.maskAxis()) {
            throw new IllegalArgumentException(method + " needs views in the rows that its encoder takes, "
                    + text(row) + ", but view '" + view.name() + "' has rows of " + text(view)
                    + "; make the views for encoder.input()");
        }
    }

    private static String text(ViewSpec spec) {
        return Arrays.toString(spec.shape()) + (spec.masked() ? " with a mask" : "");
    }

    private static Map<String, Integer> copiesByName(List<ViewSpec> layout) {
        return layout.stream().collect(Collectors.toMap(ViewSpec::name, ViewSpec::copies));
    }
}
