package io.ssl4j.core.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What methods ask of the views that they are given. */
public final class ViewLayouts {

    private ViewLayouts() {}

    /**
     * The view of a name, which must have a number of copies.
     *
     * @param method who asks, for the message
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
     * Requires a view's rows to be what an encoder takes.
     *
     * @param rowShape the encoder's, such as {@code encoder.input().rowShape()}
     * @param method who asks, for the message
     * @throws IllegalArgumentException if the view has rows of another shape
     */
    public static void requireRows(ViewSpec view, long[] rowShape, String method) {
        if (!Arrays.equals(view.shape(), rowShape)) {
            throw new IllegalArgumentException(method + " needs views in the rows that its encoder takes, "
                    + Arrays.toString(rowShape) + ", but view '" + view.name() + "' has rows of "
                    + Arrays.toString(view.shape()) + "; make the views for encoder.input()");
        }
    }

    private static Map<String, Integer> copiesByName(List<ViewSpec> layout) {
        return layout.stream().collect(Collectors.toMap(ViewSpec::name, ViewSpec::copies));
    }
}
