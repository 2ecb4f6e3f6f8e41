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
                    "lower the weight decay, which shrinks all weights that the loss does not keep large",
                    Look.AT_VIEWS + "views of one sample must still show the same thing")),
    /** The embeddings have shrunk to nearly one point although the loss should keep them apart. */
    SHRUNK(
            "collapse to a point",
            "all embeddings lie near one point, whatever the sample; they differ only in direction from it",
            List.of(
                    "lower the learning rate, or warm it up for longer",
                    "lower the weight decay, which shrinks all weights that the loss does not keep large",
                    Look.AT_VIEWS + "views of one sample must still show the same thing")),
    /**
     * The embeddings differ, but only along a few directions (Jing, Vincent, LeCun, Tian 2022, "Understanding
     * Dimensional Collapse in Contrastive Self-supervised Learning", arXiv:2110.09348).
     */
    DIMENSIONAL(
            "dimensional collapse",
            "the embeddings differ, but only along a few directions",
            List.of(
                    Look.AT_VIEWS + "if crops and colours vary too little, the network takes a shortcut; if they vary"
                            + " too much, views of one sample have nothing in common",
                    "use a larger batch",
                    "give the projector a hidden layer with batch norm",
                    "lower the weight decay and the learning rate",
                    "check that the data holds more than a few distinct samples")),
    /** The loss stays at the value that it has when all embeddings coincide. */
    LOSS_STUCK(
            "loss stuck at its value at collapse",
            "the loss stays at the value that it has if all embeddings coincide: nothing is learned",
            List.of(
                    "raise the learning rate if it is small or still warming up; lower it if the loss was lower before",
                    Look.AT_VIEWS + "the two views of a sample must have something in common",
                    "check that the samples differ from each other"));

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

    /** A constant of its own class: an enum's own constants are not there yet when its values are made. */
    private static final class Look {

        static final String AT_VIEWS = "look at the views (ssl4j augment, ViewGrid): ";
    }
}
