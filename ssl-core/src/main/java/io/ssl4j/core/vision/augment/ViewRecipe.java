package io.ssl4j.core.vision.augment;

import io.ssl4j.core.numerics.Require;
import io.ssl4j.core.vision.image.ImageInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * A named, adjustable arrangement of views that can be turned into {@link ImageViews} for an encoder's input: {@code
 * Recipes.SIMCLR.forChannels(1).withCropScale(0.3, 1).views(input)}.
 *
 * @param name as on the command line, for example "simclr"
 * @param source the source of its numbers
 * @param groups the groups of views, the full-sized ones first
 */
public record ViewRecipe(String name, String source, List<Group> groups) {

    /**
     * Copies of one size.
     *
     * @param view the group's name in the batch
     * @param size its height and width as a fraction of those of the encoder's input, above 0 and at most 1
     * @param copies the numbers of each copy
     */
    public record Group(String view, double size, List<ViewConfig> copies) {

        public Group {
            Require.range("the size of view '" + view + "'", size, 1, 1e-3, 1);
            copies = List.copyOf(copies);
            if (copies.isEmpty()) {
                throw new IllegalArgumentException("view '" + view + "' needs at least one copy, got none");
            }
        }
    }

    public ViewRecipe {
        groups = List.copyOf(groups);
    }

    /** Makes a recipe of copies "views". */
    public static ViewRecipe of(String name, String source, ViewConfig... copies) {
        return new ViewRecipe(name, source, List.of(new Group(ImageViews.VIEWS, 1, List.of(copies))));
    }

    /**
     * Makes a recipe of full-sized copies "global" and {@code locals} small copies "local".
     *
     * @param localSize height and width of the small copies as a fraction of those of the full-sized ones
     */
    public static ViewRecipe multiCrop(
            String name, String source, List<ViewConfig> global, int locals, double localSize, ViewConfig local) {
        return new ViewRecipe(
                name,
                source,
                List.of(
                        new Group("global", 1, global),
                        new Group("local", localSize, Collections.nCopies(locals, local))));
    }

    /** Changes the numbers of every copy. */
    public ViewRecipe map(UnaryOperator<ViewConfig> change) {
        return new ViewRecipe(
                name,
                source,
                groups.stream()
                        .map(g -> new Group(
                                g.view, g.size, g.copies.stream().map(change).toList()))
                        .toList());
    }

    /**
     * Adapts the recipe to images of another channel count: with 3 channels nothing changes; otherwise colour
     * operations (hue, saturation, grayscale) are turned off, while crop, flip, brightness, contrast, blur and solarize
     * stay.
     */
    public ViewRecipe forChannels(int channels) {
        return map(config -> config.forChannels(channels));
    }

    /** Sets the crop scale of the full-sized copies; the small copies of a multi-crop keep theirs. */
    public ViewRecipe withCropScale(double min, double max) {
        List<Group> changed = new ArrayList<>();
        for (Group g : groups) {
            List<ViewConfig> copies =
                    g.copies.stream().map(c -> c.withCropScale(min, max)).toList();
            changed.add(g.size == 1 ? new Group(g.view, g.size, copies) : g);
        }
        return new ViewRecipe(name, source, changed);
    }

    /** Sets the colour jitter of every copy. */
    public ViewRecipe withJitter(double probability, ColorJitter jitter) {
        return map(config -> config.withJitter(probability, jitter));
    }

    /** Sets the flip probability of every copy. */
    public ViewRecipe withFlip(double probability) {
        return map(config -> config.withFlip(probability));
    }

    /** Sets the grayscale probability of every copy. */
    public ViewRecipe withGrayscale(double probability) {
        return map(config -> config.withGrayscale(probability));
    }

    /** Sets the blur probability of every copy. */
    public ViewRecipe withBlur(double probability) {
        return map(config -> config.withBlur(probability));
    }

    /** Sets the blur probability and kernel of every copy. */
    public ViewRecipe withBlur(double probability, GaussianBlur blur) {
        return map(config -> config.withBlur(probability, blur));
    }

    /** Sets a gamma jitter in every copy; strength 0 for none. */
    public ViewRecipe withGamma(double strength) {
        return map(config -> config.withGamma(strength));
    }

    /** Sets the number of full-sized copies, which cycle through the recipe's own, starting with the first. */
    public ViewRecipe withCopies(int copies) {
        if (copies < 1) {
            throw new IllegalArgumentException("a sample needs at least one view, got " + copies + " copies");
        }
        Group full = groups.get(0);
        List<ViewConfig> configs = IntStream.range(0, copies)
                .mapToObj(i -> full.copies.get(i % full.copies.size()))
                .toList();
        List<Group> changed = new ArrayList<>(groups);
        changed.set(0, new Group(full.view, full.size, configs));
        return new ViewRecipe(name, source, changed);
    }

    /** Sets the number and relative size of the small copies "local"; with 0, only the full-sized ones remain. */
    public ViewRecipe withLocal(int copies, double size) {
        if (groups.stream().noneMatch(g -> g.view.equals("local"))) {
            throw new IllegalStateException("the recipe '" + name + "' has no small views 'local' to change");
        }
        return new ViewRecipe(
                name,
                source,
                groups.stream()
                        .filter(g -> copies > 0 || !g.view.equals("local"))
                        .map(g -> g.view.equals("local")
                                ? new Group(g.view, size, Collections.nCopies(copies, g.copies.get(0)))
                                : g)
                        .toList());
    }

    /**
     * Makes the views for an encoder's input.
     *
     * @throws IllegalArgumentException if the recipe has colour operations and the input's channel count is not 3; see
     *     {@link #forChannels}
     */
    public ImageViews views(ImageInput input) {
        ImageViews.Builder views = ImageViews.builder(input);
        for (Group group : groups) {
            int height = Math.max(1, (int) Math.rint(group.size * input.height()));
            int width = Math.max(1, (int) Math.rint(group.size * input.width()));
            views.view(
                    group.view,
                    height,
                    width,
                    group.copies.stream().map(c -> c.pipeline(height, width)).toList());
        }
        return views.build();
    }
}
