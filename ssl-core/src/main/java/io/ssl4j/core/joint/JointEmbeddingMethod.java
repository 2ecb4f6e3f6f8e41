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
 * The base of methods that compare the embeddings of several random views of each sample. They have an online branch
 * that is trained, and a view {@value #VIEWS} with several copies per sample, whose rows go through the branch
 * together.
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
     * The parts of such a method.
     *
     * @param online the branch that is trained on the rows of the views
     * @param views the generator of the view {@value #VIEWS}
     * @param encoders the encoder that the branch begins with, by name
     */
    public record Parts<T>(Branch online, ViewGenerator<T> views, Map<String, Encoder<?>> encoders) {

        /**
         * Assembles the parts for an encoder.
         *
         * @param title the title of the method, for messages
         * @param online a branch that begins with the encoder
         * @param views the generator of the view {@value #VIEWS}, with rows that the encoder takes
         * @param copies the number of copies of each sample among the views
         * @throws IllegalArgumentException if the generator does not make this view, or its rows have another shape
         */
        public static <T> Parts<T> of(
                String title, Encoder<T> encoder, Branch online, ViewGenerator<T> views, int copies) {
            return of(title, encoder, online, views, VIEWS, copies);
        }

        /** Assembles the parts with a main view of another name. */
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
     * Makes a method of this kind.
     *
     * @param title the title of the method, for messages
     * @param copies the number of copies of each sample among the views
     * @param sharedBatchStatistics if true, batch norm treats all views as one batch; otherwise each copy has its own
     *     statistics
     * @param configuration the text that {@link #settings} returns
     */
    protected JointEmbeddingMethod(
            String title, Parts<T> parts, int copies, boolean sharedBatchStatistics, Object configuration) {
        this(title, parts, VIEWS, copies, sharedBatchStatistics, configuration);
    }

    /** Makes a method with a main view of another name. */
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

    /** The treatment by batch norm of the copies of the view {@value #VIEWS}. */
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

    /** The encoder that is trained. A method with a moving average adds this by its {@link EncoderRoles}. */
    @Override
    public Map<String, Encoder<?>> encoders() {
        return parts.encoders();
    }
}
