package io.ssl4j.core.joint;

import io.ssl4j.core.batch.ViewGenerator;
import io.ssl4j.core.batch.ViewLayouts;
import io.ssl4j.core.encoder.Encoder;
import io.ssl4j.core.method.SettingsText;
import io.ssl4j.core.method.SslMethod;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.optim.ParameterGroup;
import java.util.List;
import java.util.Map;

/**
 * What methods have in common that compare the embeddings of several random views of each sample: an online branch that is
 * trained, and a view {@value #VIEWS} with some copies per sample, whose rows go through the branch together.
 *
 * @param <T> the sample type
 */
public abstract class JointEmbeddingMethod<T> implements SslMethod<T> {

    /** The view that a step reads. */
    public static final String VIEWS = "views";

    private final Parts<T> parts;
    private final PassMode mode;
    private final String settings;

    /**
     * What such a method works on.
     *
     * @param online the branch that is trained; takes the rows of the views
     * @param views makes a view {@value #VIEWS}
     * @param encoders what the user wants in the end
     */
    public record Parts<T>(Branch online, ViewGenerator<T> views, Map<String, Encoder<?>> encoders) {

        /**
         * The parts around an encoder.
         *
         * @param title of the method, for messages
         * @param online a branch that begins with the encoder
         * @param views makes a view {@value #VIEWS} in rows that the encoder takes
         * @param copies of each sample among the views
         * @throws IllegalArgumentException if the generator makes no such view, or rows of another shape
         */
        public static <T> Parts<T> of(
                String title, Encoder<T> encoder, Branch online, ViewGenerator<T> views, int copies) {
            return of(title, encoder, online, views, VIEWS, copies);
        }

        /** The same with a main view of another name. */
        static <T> Parts<T> of(
                String title, Encoder<T> encoder, Branch online, ViewGenerator<T> views, String view, int copies) {
            ViewLayouts.requireRows(
                    ViewLayouts.require(views, view, copies, title),
                    encoder.input().rows(),
                    title);
            return new Parts<>(online, views, Map.of(encoder.name(), encoder));
        }
    }

    /**
     * A method of this kind.
     *
     * @param title of the method, for messages
     * @param copies of each sample among the views
     * @param sharedBatchStatistics whether batch norm sees all views as one batch; else each copy has its own statistics
     * @param configuration what {@link #settings} says
     */
    protected JointEmbeddingMethod(
            String title, Parts<T> parts, int copies, boolean sharedBatchStatistics, Object configuration) {
        this(title, parts, VIEWS, copies, sharedBatchStatistics, configuration);
    }

    /** The same with a main view of another name. */
    JointEmbeddingMethod(
            String title,
            Parts<T> parts,
            String view,
            int copies,
            boolean sharedBatchStatistics,
            Object configuration) {
        ViewLayouts.require(parts.views(), view, copies, title);
        this.parts = parts;
        this.mode = sharedBatchStatistics ? PassMode.JOINT : PassMode.perView(copies);
        this.settings = SettingsText.of(configuration);
    }

    /** The branch that is trained. */
    protected final Branch online() {
        return parts.online();
    }

    /** How batch norm treats the copies of the view {@value #VIEWS}. */
    protected final PassMode mode() {
        return mode;
    }

    @Override
    public int statisticGroups() {
        return mode.statisticGroups();
    }

    @Override
    public final String settings() {
        return settings;
    }

    @Override
    public final ViewGenerator<T> views() {
        return parts.views();
    }

    @Override
    public List<ParameterGroup> parameterGroups() {
        return parts.online().groups();
    }

    @Override
    public final Map<String, Encoder<?>> encoders() {
        return parts.encoders();
    }
}
