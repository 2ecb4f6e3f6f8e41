package io.ssl4j.core.registry;

/**
 * The views that a method needs of each sample, whatever the kind of sample. A modality makes them.
 *
 * @param shape how many views there are, and under which names
 * @param recipe the published recipe of the method: "simclr", "byol"; a modality without that recipe takes its own default
 * @param copies views of each sample, for {@link Shape#COPIES}
 */
public record ViewNeed(Shape shape, String recipe, int copies) {

    /** How views are arranged. */
    public enum Shape {
        /** A view "views" of some full-sized copies. */
        COPIES,
        /** Two full-sized crops "global" and some small ones "local". */
        MULTI_CROP
    }

    /** Two views. */
    public static ViewNeed pair(String recipe) {
        return copies(recipe, 2);
    }

    /** Some views of one size. */
    public static ViewNeed copies(String recipe, int copies) {
        if (copies < 1) {
            throw new IllegalArgumentException("a sample needs at least one view, got " + copies + " copies");
        }
        return new ViewNeed(Shape.COPIES, recipe, copies);
    }

    /** Crops of two sizes. */
    public static ViewNeed multiCrop(String recipe) {
        return new ViewNeed(Shape.MULTI_CROP, recipe, 2);
    }
}
