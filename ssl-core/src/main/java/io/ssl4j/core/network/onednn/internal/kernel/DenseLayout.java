package io.ssl4j.core.network.onednn.internal.kernel;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Dense arrays, for operations that do not depend on the order of elements. */
public final class DenseLayout {

    private DenseLayout() {}

    /** Returns whether the arrays have the same shape and are dense with the same memory order, c or channels-last. */
    public static boolean shared(INDArray... arrays) {
        INDArray first = arrays[0];
        return (ChannelsLast.isDense(first) || isPermuted(first))
                && Arrays.stream(arrays)
                        .allMatch(other -> other.dataType() == first.dataType()
                                && Arrays.equals(other.shape(), first.shape())
                                && Arrays.equals(strides(other), strides(first)));
    }

    /**
     * Makes an array of the same shape and element order as the argument, which must be dense as in {@link #shared}.
     */
    public static INDArray like(INDArray array, ArrayType type, LayerWorkspaceMgr workspaces) {
        if (ChannelsLast.isDense(array)) {
            return workspaces.createUninitialized(type, array.dataType(), array.shape(), 'c');
        }
        INDArray channelsLast = array.permute(0, 2, 3, 1);
        return workspaces
                .createUninitialized(type, array.dataType(), channelsLast.shape(), 'c')
                .permute(0, 3, 1, 2);
    }

    /**
     * Returns the sum of two arrays of the same shape, as a new array. Channels-last views are added in memory order,
     * which ND4J does not detect.
     *
     * @param type where the sum goes
     */
    public static INDArray sum(INDArray first, INDArray second, ArrayType type, LayerWorkspaceMgr workspaces) {
        if (!shared(first, second)) {
            INDArray result = workspaces.createUninitialized(type, first.dataType(), first.shape(), 'c');
            return first.addi(second, result);
        }
        INDArray result = like(first, type, workspaces);
        if (ChannelsLast.isDense(first)) {
            return first.addi(second, result);
        }
        first.permute(0, 2, 3, 1).addi(second.permute(0, 2, 3, 1), result.permute(0, 2, 3, 1));
        return result;
    }

    /**
     * Adds to an array in place, in memory order.
     *
     * @return whether it was done; false, without any change, if the arrays are not dense as in {@link #shared}
     */
    public static boolean add(INDArray target, INDArray addend) {
        if (!shared(target, addend)) {
            return false;
        }
        if (ChannelsLast.isDense(target)) {
            target.addi(addend);
        } else {
            target.permute(0, 2, 3, 1).addi(addend.permute(0, 2, 3, 1));
        }
        return true;
    }

    private static boolean isPermuted(INDArray array) {
        return array.rank() == 4 && ChannelsLast.isDense(array.permute(0, 2, 3, 1));
    }

    /** The stride of a dimension of size 1 says nothing. */
    private static long[] strides(INDArray array) {
        return LongStream.range(0, array.rank())
                .map(d -> array.size((int) d) == 1 ? 0 : array.stride((int) d))
                .toArray();
    }
}
