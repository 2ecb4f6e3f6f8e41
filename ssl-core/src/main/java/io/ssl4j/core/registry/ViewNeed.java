package io.ssl4j.core.registry;

/**
 * The views that a method needs of each sample, whatever the kind of sample. A modality makes them.
 *
 * @param shape the number and names of the views
 * @param recipe the name of the method's published recipe: "simclr", "byol"; a modality without it uses its own default
 * @param copies views of each sample, for {@link Shape#COPIES}
 */
public record ViewNeed(Shape shape, String recipe, int copies) {

    /** The arrangement of views. */
    public enum Shape {
        /** One view, "views", with several full-sized copies. */
        COPIES,
        /** Two full-sized crops "global" and several small ones "local". */
        MULTI_CROP
    }

    /** The need for two views. */
    public static ViewNeed pair(String recipe) {
        return copies(recipe, 2);
    }

    /** The need for several views of one size. */
    public static ViewNeed copies(String recipe, int copies) {
        if (copies < 1) {
            throw new IllegalArgumentException("a sample needs at least one view, got " + copies + " copies");
        }
        return new ViewNeed(Shape.COPIES, recipe, copies);
    }

    /** The need for crops of two sizes. */
    public static ViewNeed multiCrop(String recipe) {
        return new ViewNeed(Shape.MULTI_CROP, recipe, 2);
    }
}
