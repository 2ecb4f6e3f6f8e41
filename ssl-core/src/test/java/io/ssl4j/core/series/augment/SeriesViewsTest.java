package io.ssl4j.core.series.augment;

import static io.ssl4j.core.series.augment.SeriesSamples.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ssl4j.core.batch.MemoryRows;
import io.ssl4j.core.batch.ViewSlot;
import io.ssl4j.core.batch.ViewSpec;
import io.ssl4j.core.random.RandomKey;
import io.ssl4j.core.random.RandomStream;
import io.ssl4j.core.series.Series;
import io.ssl4j.core.series.SeriesInput;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesViewsTest {

    private static final SeriesInput INPUT = SeriesInput.of(2, 40);
    private static final SeriesInput VARIABLE = INPUT.withVariable(true);
    private static final RandomKey KEY = RandomKey.of(7).child(0).child(3);
    private static final SeriesAugmentation CROP = SeriesAugmentation.of(CropAndResize.of(0.3, 1));

    private static MemoryRows write(SeriesViews views, Series series, RandomKey key) {
        MemoryRows rows = new MemoryRows(views.layout());
        views.write(series, key, rows);
        return rows;
    }

    @Test
    void layouts() {
        assertThat(SeriesViews.pair(INPUT, CROP).layout()).containsExactly(ViewSpec.of("views", 2, 1, 40, 2));
        assertThat(SeriesViews.copies(VARIABLE, CROP, 5).layout())
                .containsExactly(ViewSpec.masked("views", 5, 1, 1, 40, 2));
        assertThat(SeriesViews.multiCrop(INPUT, List.of(CROP, CROP), CROP, 6, 0.26)
                        .layout())
                .containsExactly(ViewSpec.of("global", 2, 1, 40, 2), ViewSpec.of("local", 6, 1, 10, 2));
        assertThat(SeriesViews.multiCrop(VARIABLE, List.of(CROP), CROP, 3, 0.001)
                        .layout()
                        .get(1))
                .isEqualTo(ViewSpec.masked("local", 3, 1, 1, 1, 2));
    }

    /** The global copies are 0 and 1, the local ones 2 to 4. */
    @Test
    void eachCopyIsItsPipelineOnItsOwnStreamAfterNormalisation() {
        SeriesAugmentation jitter = SeriesAugmentation.of(Jitter.of(0.2));
        Series series = noise(2, 40, 1);
        MemoryRows rows = write(SeriesViews.multiCrop(INPUT, List.of(jitter, CROP), CROP, 3, 0.5), series, KEY);
        List<SeriesAugmentation> pipelines = List.of(jitter, CROP, CROP, CROP, CROP);
        for (int k = 0; k < 5; k++) {
            SeriesBuffer expected = new SeriesBuffer();
            expected.load(series, k < 2 ? 40 : 20);
            INPUT.normalize(expected.values(), 40);
            pipelines.get(k).apply(expected, KEY.child(k).stream());
            Series view = expected.toSeries();
            float[] row = k < 2 ? rows.values("global", k) : rows.values("local", k - 2);
            for (int i = 0; i < row.length; i++) {
                assertThat(row[i]).as("copy %d", k).isEqualTo(view.value(i % 2, i / 2));
            }
        }
    }

    @Test
    void masksShowTheValidStepsAndPaddingIsZero() {
        SeriesAugmentation all = SeriesAugmentation.of(CropAndResize.of(0.5, 1), Jitter.of(1), new Scaling(2, 1));
        SeriesViews views = SeriesViews.multiCrop(VARIABLE, List.of(all), all, 1, 0.5);
        for (int length : new int[] {1, 2, 13, 40}) {
            MemoryRows rows = write(views, noise(2, length, 5), KEY);
            assertValid(rows, "global", length, 40);
            assertValid(rows, "local", Math.max(1, (int) Math.rint(length / 2.0)), 20);
        }
        SeriesViews kept =
                SeriesViews.copies(VARIABLE, SeriesAugmentation.of(CropAndResize.keepingLength(0.5, 0.5)), 1);
        assertValid(write(kept, noise(2, 30, 5), KEY), "views", 15, 40);
    }

    private static void assertValid(MemoryRows rows, String view, int valid, int length) {
        float[] mask = rows.maskValues(view, 0);
        float[] row = rows.values(view, 0);
        assertThat(mask).hasSize(length);
        for (int t = 0; t < length; t++) {
            assertThat(mask[t]).as("mask of '%s' at %d", view, t).isEqualTo(t < valid ? 1 : 0);
            assertThat(row[2 * t] == 0 && row[2 * t + 1] == 0).isEqualTo(t >= valid);
        }
    }

    @Test
    void wrongSeriesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(SeriesViews.pair(INPUT, CROP), noise(2, 39, 1), KEY))
                .withMessageContaining("every series must have 40 time steps, got one of 2 channels x 39 time steps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(SeriesViews.pair(INPUT, CROP), noise(3, 40, 1), KEY))
                .withMessageContaining("every series must have the 2 channels");
    }

    @Test
    void wrongPipelinesAreRefusedWhenTheViewsAreBuilt() {
        SeriesAugmentation sometimes = SeriesAugmentation.none().then(0.5, CropAndResize.of(0.5, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesViews.multiCrop(INPUT, List.of(CROP), sometimes, 2, 0.5))
                .withMessage(
                        "the pipelines of view 'local' must bring series of 40 time steps to 20, got one that keeps"
                                + " their length (crop and resize (scale 0.5..1), p 0.5); begin it with"
                                + " CropAndResize.of(min, max), always applied");
        SeriesAugmentation kept = SeriesAugmentation.of(CropAndResize.keepingLength(0.5, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesViews.pair(INPUT, kept))
                .withMessage("crops that keep their length need rows with a mask, got 2 channels x 40 time steps,"
                        + " normalised per series; build the encoder with input.withVariable(true), or use crops that"
                        + " are resized, CropAndResize.of(0.5, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesViews.builder(INPUT).view("a", CROP).view("a", CROP))
                .withMessage("every group of views needs its own name, got 'a' twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesViews.multiCrop(INPUT, List.of(CROP), CROP, 2, 1.5))
                .withMessageContaining("the share of view 'local'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesViews.copies(INPUT, CROP, 0))
                .withMessage("the copies of a view must be at least 1, got 0");
        assertThatIllegalStateException()
                .isThrownBy(() -> SeriesViews.builder(INPUT).build())
                .withMessage("series views need at least one group; call view(name, pipeline) first");
    }

    @Test
    void anOperationThatChangesTheLengthWithoutSayingSoIsNamed() {
        SeriesOperation cut = new SeriesOperation() {
            @Override
            public void apply(SeriesBuffer series, RandomStream random) {
                Arrays.fill(series.spare(5), 0);
                series.replace(5);
            }

            @Override
            public String describe() {
                return "cut to 5";
            }
        };
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write(SeriesViews.pair(INPUT, SeriesAugmentation.of(cut)), noise(2, 40, 1), KEY))
                .withMessage(
                        "a view must have 40 time steps, got 5 from the pipeline (cut to 5); let its operations keep"
                                + " the length, or bring it to rowSteps()");
    }

    @Test
    void theWordsAreFixed() {
        SeriesAugmentation weak = SeriesAugmentation.of(Scaling.of(0.1)).then(0.25, Jitter.of(1 / 3.0));
        assertThat(SeriesViews.multiCrop(INPUT, List.of(weak, SeriesAugmentation.none()), CROP, 1, 0.25)
                        .describe())
                .isEqualTo(
                        "global copy 0 (40 steps): scaling (mean 1, deviation 0.1); jitter (deviation 0.3333), p 0.25\n"
                                + "global copy 1 (40 steps): the whole series\n"
                                + "local copy 0 (10 steps): crop and resize (scale 0.3..1)\n");
    }

    @Test
    void probabilitiesHold() {
        SeriesAugmentation sometimes =
                SeriesAugmentation.none().then(0.3, SeriesFlip.SIGN).then(0, SeriesFlip.TIME);
        int flipped = 0;
        for (int i = 0; i < 4000; i++) {
            SeriesBuffer buffer = new SeriesBuffer();
            buffer.load(Series.of(new float[] {1, 2}), 2);
            sometimes.apply(buffer, RandomKey.of(i).stream());
            flipped += buffer.values()[0] == -1 ? 1 : 0;
            assertThat(Math.abs(buffer.values()[0])).isEqualTo(1);
        }
        assertThat(flipped).isBetween(1100, 1300);
    }

    @Test
    void makingViewsAllocatesNothingInSteadyState() {
        SeriesAugmentation everything = SeriesAugmentation.none();
        for (SeriesOperation operation : SeriesSamples.operations()) {
            everything = everything.then(0.9, operation);
        }
        SeriesViews views = SeriesViews.pair(VARIABLE, everything);
        Series[] series = {noise(2, 40, 1), noise(2, 32, 1), noise(2, 21, 1)};
        assertThat(perView(views, series)).isLessThan(64);
    }

    private static long perView(SeriesViews views, Series[] series) {
        ViewSlot slot = oneRow(views.layout().get(0));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        RandomKey[] keys = new RandomKey[4000];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = RandomKey.of(i);
        }
        for (int i = 0; i < 2000; i++) {
            views.write(series[i % 3], keys[i], slot);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 2000; i < 4000; i++) {
            views.write(series[i % 3], keys[i], slot);
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / 4000;
    }

    /** Every copy goes into the same buffers: writing allocates nothing. */
    private static ViewSlot oneRow(ViewSpec spec) {
        FloatBuffer row = FloatBuffer.allocate(spec.rowLength());
        FloatBuffer mask = FloatBuffer.allocate(spec.maskLength());
        return new ViewSlot() {
            @Override
            public FloatBuffer row(String view, int copy) {
                return row.position(0);
            }

            @Override
            public FloatBuffer mask(String view, int copy) {
                return mask.position(0);
            }
        };
    }
}
