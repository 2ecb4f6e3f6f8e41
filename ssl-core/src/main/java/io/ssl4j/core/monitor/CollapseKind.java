package io.ssl4j.core.monitor;

import java.util.List;

/** The ways in which a run of a method that compares embeddings can fail without an error. */
public enum CollapseKind {
    /** All embeddings point in nearly the same direction, whatever the sample. */
    COMPLETE(
            "complete collapse",
            "all embeddings point in nearly the same direction, whatever the sample",
            List.of(
                    "lower the learning rate, or warm it up for longer",
                    "keep the batch norm in the projector and in the encoder",
                    "lower the weight decay, which pulls the weights to zero when the loss does not hold them",
                    "look at the views (ssl4j augment, ViewGrid): those of one sample must still show the same thing")),
    /** The embeddings have shrunk to nearly one point although the loss should keep them apart. */
    SHRUNK(
            "collapse to a point",
            "all embeddings lie near one point, whatever the sample; only their directions from it still differ",
            List.of(
                    "lower the learning rate, or warm it up for longer",
                    "lower the weight decay, which pulls the weights to zero when the loss does not hold them",
                    "look at the views (ssl4j augment, ViewGrid): those of one sample must still show the same thing")),
    /**
     * The embeddings differ, but only along a few directions (Jing, Vincent, LeCun, Tian 2022, "Understanding
     * Dimensional Collapse in Contrastive Self-supervised Learning", arXiv:2110.09348).
     */
    DIMENSIONAL(
            "dimensional collapse",
            "the embeddings differ from each other, but along few directions",
            List.of(
                    "look at the views (ssl4j augment, ViewGrid): weak crops and colours leave a short cut by which a"
                            + " sample is known, too strong ones leave nothing else in common",
                    "take a larger batch",
                    "give the projector a hidden layer with batch norm",
                    "lower the weight decay and the learning rate",
                    "make sure that the data holds more than a few distinct samples")),
    /** The loss stays at the value that it has when all embeddings coincide. */
    LOSS_STUCK(
            "loss stuck at its value of collapse",
            "the loss stays where it is when all embeddings are alike: nothing is learned",
            List.of(
                    "raise the learning rate if it is small or still in its warm-up; lower it if the loss was lower before",
                    "look at the views (ssl4j augment, ViewGrid): the two of a sample must have something in common",
                    "make sure that the samples differ from each other"));

    private final String title;
    private final String meaning;
    private final List<String> remedies;

    CollapseKind(String title, String meaning, List<String> remedies) {
        this.title = title;
        this.meaning = meaning;
        this.remedies = remedies;
    }

    /** Its name as text. */
    public String title() {
        return title;
    }

    /** The description of what has happened, as text. */
    public String meaning() {
        return meaning;
    }

    /** The remedies that apply to any method, as instructions, the most likely first. */
    public List<String> remedies() {
        return remedies;
    }
}
