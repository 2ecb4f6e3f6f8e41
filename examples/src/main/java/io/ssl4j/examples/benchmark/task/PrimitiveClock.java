package io.ssl4j.examples.benchmark.task;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;
import static org.bytedeco.dnnl.global.dnnl.dnnl_fuse_norm_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_use_scaleshift;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;

/**
 * Times oneDNN primitives, each on its own memory: on channels-last images and, where channels come in eights, on
 * images in blocks of eight channels too, of which the faster counts.
 */
final class PrimitiveClock {

    private static final float EPSILON = 1e-5f;
    private static final int BLOCK = 8;

    private final engine cpu = new engine(engine.kind.cpu, 0);
    private final stream stream = new stream(cpu);
    private final int repeats;

    PrimitiveClock(int repeats) {
        this.repeats = repeats;
    }

    /**
     * Seconds of a convolution without bias in the faster layout: forward, backward by weights, and by data if asked
     * for.
     *
     * @param before {@code [batch, height, width, in]}
     * @param after {@code [batch, height, width, out]}
     */
    double convolution(ConvolutionLayer layer, long[] before, long[] after, boolean byData) {
        return fastest(
                tag -> convolution(layer, before, after, byData, tag), before[3] % BLOCK == 0 && after[3] % BLOCK == 0);
    }

    private static double fastest(ToDoubleFunction<memory.format_tag> seconds, boolean blocks) {
        double channelsLast = seconds.applyAsDouble(memory.format_tag.nhwc);
        return blocks ? Math.min(channelsLast, seconds.applyAsDouble(memory.format_tag.nChw8c)) : channelsLast;
    }

    private double convolution(
            ConvolutionLayer layer, long[] before, long[] after, boolean byData, memory.format_tag tag) {
        try (PointerScope scope = scope()) {
            memory.desc source = images(before, tag);
            memory.desc destination = images(after, tag);
            memory.desc weights = new memory.desc(
                    new long[] {after[3], before[3], layer.getKernelSize()[0], layer.getKernelSize()[1]},
                    memory.data_type.f32,
                    memory.format_tag.any);
            long[] strides = longs(layer.getStride());
            long[] padding = longs(layer.getPadding());
            convolution_forward.primitive_desc forward = new convolution_forward.primitive_desc(
                    new convolution_forward.desc(
                            prop_kind.forward_training,
                            algorithm.convolution_direct,
                            source,
                            weights,
                            destination,
                            strides,
                            padding,
                            padding),
                    cpu);
            double seconds = time(
                    new convolution_forward(forward),
                    Map.of(
                            DNNL_ARG_SRC, source,
                            DNNL_ARG_WEIGHTS, forward.weights_desc(),
                            DNNL_ARG_DST, destination));
            convolution_backward_weights.primitive_desc byWeights = new convolution_backward_weights.primitive_desc(
                    new convolution_backward_weights.desc(
                            algorithm.convolution_direct, source, weights, destination, strides, padding, padding),
                    cpu,
                    forward);
            seconds += time(
                    new convolution_backward_weights(byWeights),
                    Map.of(
                            DNNL_ARG_SRC, source,
                            DNNL_ARG_DIFF_WEIGHTS, byWeights.diff_weights_desc(),
                            DNNL_ARG_DIFF_DST, destination));
            return byData ? seconds + byData(forward, source, weights, destination, strides, padding) : seconds;
        }
    }

    private double byData(
            convolution_forward.primitive_desc forward,
            memory.desc source,
            memory.desc weights,
            memory.desc destination,
            long[] strides,
            long[] padding) {
        convolution_backward_data.primitive_desc description = new convolution_backward_data.primitive_desc(
                new convolution_backward_data.desc(
                        algorithm.convolution_direct, source, weights, destination, strides, padding, padding),
                cpu,
                forward);
        return time(
                new convolution_backward_data(description),
                Map.of(
                        DNNL_ARG_DIFF_SRC, source,
                        DNNL_ARG_WEIGHTS, description.weights_desc(),
                        DNNL_ARG_DIFF_DST, destination));
    }

    /**
     * Seconds of a batch normalisation in training in the faster layout, forward and backward, with a fused ReLU or
     * not.
     */
    double batchNorm(long[] shape, boolean relu) {
        return fastest(tag -> batchNorm(shape, relu, tag), shape[3] % BLOCK == 0);
    }

    private double batchNorm(long[] shape, boolean relu, memory.format_tag tag) {
        try (PointerScope scope = scope()) {
            memory.desc data = images(shape, tag);
            int flags = dnnl_use_scaleshift | (relu ? dnnl_fuse_norm_relu : 0);
            batch_normalization_forward.primitive_desc forward = new batch_normalization_forward.primitive_desc(
                    new batch_normalization_forward.desc(prop_kind.forward_training.value, data, EPSILON, flags), cpu);
            batch_normalization_backward.primitive_desc backward = new batch_normalization_backward.primitive_desc(
                    new batch_normalization_backward.desc(prop_kind.backward.value, data, data, EPSILON, flags),
                    cpu,
                    forward);
            memory mean = filled(forward.mean_desc());
            memory variance = filled(forward.variance_desc());
            memory scale = filled(forward.weights_desc());
            IntMemoryMap there = arguments(Map.of(DNNL_ARG_SRC, data, DNNL_ARG_DST, data));
            IntMemoryMap back = arguments(Map.of(
                    DNNL_ARG_SRC, data,
                    DNNL_ARG_DIFF_DST, data,
                    DNNL_ARG_DIFF_SRC, data,
                    DNNL_ARG_DIFF_SCALE_SHIFT, backward.diff_weights_desc()));
            for (IntMemoryMap map : new IntMemoryMap[] {there, back}) {
                map.put(DNNL_ARG_MEAN, mean);
                map.put(DNNL_ARG_VARIANCE, variance);
                map.put(DNNL_ARG_SCALE_SHIFT, scale);
            }
            if (relu) {
                memory mask = new memory(forward.workspace_desc(), cpu);
                there.put(DNNL_ARG_WORKSPACE, mask);
                back.put(DNNL_ARG_WORKSPACE, mask);
            }
            return time(new batch_normalization_forward(forward), there)
                    + time(new batch_normalization_backward(backward), back);
        }
    }

    /** Seconds of max(a + b, 0) over arrays of a length, and of its gradient. */
    double additionWithRelu(long length) {
        try (PointerScope scope = scope()) {
            memory.desc flat = new memory.desc(new long[] {length}, memory.data_type.f32, memory.format_tag.a);
            post_ops after = new post_ops();
            after.append_eltwise(1, algorithm.eltwise_relu, 0, 0);
            primitive_attr attributes = new primitive_attr();
            attributes.set_post_ops(after);
            double there = time(
                    new binary(new binary.primitive_desc(
                            new binary.desc(algorithm.binary_add, flat, flat, flat), attributes, cpu)),
                    Map.of(DNNL_ARG_SRC_0, flat, DNNL_ARG_SRC_1, flat, DNNL_ARG_DST, flat));
            algorithm kind = algorithm.eltwise_relu_use_dst_for_bwd;
            eltwise_forward.primitive_desc hint = new eltwise_forward.primitive_desc(
                    new eltwise_forward.desc(prop_kind.forward_training, kind, flat), cpu);
            double back = time(
                    new eltwise_backward(new eltwise_backward.primitive_desc(
                            new eltwise_backward.desc(kind, flat, flat), cpu, hint)),
                    Map.of(DNNL_ARG_DST, flat, DNNL_ARG_DIFF_DST, flat, DNNL_ARG_DIFF_SRC, flat));
            return there + back;
        }
    }

    private double time(primitive primitive, Map<Integer, memory.desc> layouts) {
        return time(primitive, arguments(layouts));
    }

    private double time(primitive primitive, IntMemoryMap arguments) {
        double[] seconds = new double[repeats];
        for (int i = -1; i < repeats; i++) {
            long start = System.nanoTime();
            primitive.execute(stream, arguments);
            stream._wait();
            if (i >= 0) {
                seconds[i] = (System.nanoTime() - start) * 1e-9;
            }
        }
        return Output.median(seconds);
    }

    private IntMemoryMap arguments(Map<Integer, memory.desc> layouts) {
        IntMemoryMap arguments = new IntMemoryMap();
        layouts.forEach((argument, layout) -> arguments.put(argument, filled(layout)));
        return arguments;
    }

    /** Memory of ordinary numbers: arithmetic on what lies there by chance may be slower. */
    private memory filled(memory.desc layout) {
        memory memory = new memory(layout, cpu);
        long length = layout.get_size() / Float.BYTES;
        FloatPointer values = new FloatPointer(memory.get_data_handle()).capacity(length);
        float[] wave = new float[4096];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (float) Math.sin(0.37 * i);
        }
        for (long at = 0; at < length; at += wave.length) {
            values.position(at).put(wave, 0, (int) Math.min(wave.length, length - at));
        }
        return memory;
    }

    /** Native memory made inside is given back at the end. */
    @SuppressWarnings("unchecked") // the constructor's varargs are generic
    private static PointerScope scope() {
        return new PointerScope();
    }

    private static memory.desc images(long[] shape, memory.format_tag tag) {
        return new memory.desc(new long[] {shape[0], shape[3], shape[1], shape[2]}, memory.data_type.f32, tag);
    }

    private static long[] longs(int[] values) {
        return new long[] {values[0], values[1]};
    }
}
