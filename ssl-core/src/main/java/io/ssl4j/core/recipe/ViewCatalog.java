package io.ssl4j.core.recipe;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.encoder.EncoderInput;
import io.ssl4j.core.numerics.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The operations that views of one kind of sample are made of, and how a recipe of them becomes views. Stateless.
 *
 * @param <T> the sample type
 */
public abstract class ViewCatalog<T> {

    /** The plural of the samples for messages: "images", "series". */
    public abstract String samples();

    /** The operations in their usual order, which is where an operation that is added to a view goes. */
    public abstract List<? extends OperationType<?>> operations();

    /**
     * Makes views for an encoder's input.
     *
     * @throws IllegalArgumentException if an operation cannot work on the input; the message says what it needs
     */
    public abstract ViewGenerator<T> views(ViewRecipe<T> recipe, EncoderInput<T> input);

    /** Returns a recipe without what cannot work on an input, such as changes of colour on gray images. */
    public ViewRecipe<T> adapted(ViewRecipe<T> recipe, EncoderInput<T> input) {
        return recipe;
    }

    /**
     * Returns the operation of this name.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest, and all
     */
    public final OperationType<?> operation(String name) {
        return operations().stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no operation '" + name + "' for " + samples()
                        + DidYouMean.then(name, names(), "the operations are " + String.join(", ", names()))));
    }

    private List<String> names() {
        return operations().stream().map(OperationType::name).collect(Collectors.toList());
    }

    /**
     * Cuts a list of changes, joined by semicolons, into those that {@link ViewRecipe#with} takes.
     *
     * @throws IllegalArgumentException if one names what there is not, or has values that cannot be
     */
    public final List<String> changes(String text) {
        List<String> changes = new ArrayList<>();
        for (String change : StepSyntax.split(text, ";")) {
            if (!change.isEmpty()) {
                ViewChange.parse(this, change);
                changes.add(change);
            }
        }
        return changes;
    }

    /**
     * Checks a text for {@link ViewRecipe#withViews}, apart from what depends on the recipe.
     *
     * @throws IllegalArgumentException if it names what there is not, or has values that cannot be
     */
    public final void requireViews(String text) {
        ViewTexts.parse(this, text);
    }

    /** Reads a step such as "blur(0.5, sigma=0.1..2)". */
    RecipeStep step(String text) {
        OperationType<?> type = operation(StepSyntax.name(text));
        return type.change(type.defaults(), StepSyntax.values(text));
    }

    /**
     * Reads the steps of a view, such as "crop(0.2..1), flip(0.5)"; none for "none".
     *
     * @throws IllegalArgumentException if an operation or a value is unknown, or an opening operation is not the first
     */
    public final List<RecipeStep> steps(String text) {
        if (text.equals("none")) {
            return List.of();
        }
        List<RecipeStep> steps = new ArrayList<>();
        for (String part : StepSyntax.split(text, ",")) {
            steps.add(step(part));
        }
        IntStream.range(1, steps.size())
                .filter(i -> isOpening(steps.get(i)))
                .findFirst()
                .ifPresent(i -> {
                    throw new IllegalArgumentException(
                            "the operation '" + steps.get(i).operation()
                                    + "' takes a part of the sample and must be the first and only one that does, got '"
                                    + text + "'");
                });
        return steps;
    }

    /** Returns steps as the text that {@link #steps} reads. */
    public final String text(List<RecipeStep> steps) {
        return steps.isEmpty()
                ? "none"
                : steps.stream()
                        .map(step -> operation(step.operation()).text(step))
                        .collect(Collectors.joining(", "));
    }

    final boolean isOpening(RecipeStep step) {
        return operation(step.operation()).opening();
    }

    /** Returns the place of an operation in the usual order. */
    final int order(String operation) {
        return operations().indexOf(operation(operation));
    }

    /** Returns what the modality makes of a step. */
    protected static <S> S make(List<OperationType<S>> types, RecipeStep step) {
        Optional<OperationType<S>> type = types.stream()
                .filter(each -> each.name().equals(step.operation()))
                .findFirst();
        return type.orElseThrow().make().apply(step.arguments());
    }
}
