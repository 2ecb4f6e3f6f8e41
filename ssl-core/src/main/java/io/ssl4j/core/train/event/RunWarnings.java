package io.ssl4j.core.train.event;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The warnings of a run: each is logged, passed to the listeners and kept for the result, once. Listeners may add their
 * own ({@link RunStarted#warnings}). Used on the training thread.
 */
public final class RunWarnings {

    private static final Logger LOG = LoggerFactory.getLogger(RunWarnings.class);

    private final Set<String> texts = new LinkedHashSet<>();
    private final Consumer<String> heard;

    /** Warnings that are logged and kept. */
    public RunWarnings() {
        this(text -> {});
    }

    /**
     * Warnings that are also passed on.
     *
     * @param heard called with each warning
     */
    public RunWarnings(Consumer<String> heard) {
        this.heard = heard;
    }

    /**
     * Adds a warning; a text that is known already is left out.
     *
     * @param text what is the matter and what to do, for people; may have several lines
     */
    public void add(String text) {
        if (texts.add(text)) {
            LOG.warn("{}", text.strip().replaceAll("\\s*\\R\\s*", " "));
            heard.accept(text);
        }
    }

    /** The warnings so far, in order. */
    public List<String> all() {
        return List.copyOf(texts);
    }
}
