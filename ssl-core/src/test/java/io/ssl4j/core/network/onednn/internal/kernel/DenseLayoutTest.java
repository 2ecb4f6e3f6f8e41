package io.ssl4j.core.network.onednn.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.network.onednn.internal.layer.LayerHarness;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class DenseLayoutTest {

    private static INDArray channelsLast(INDArray array) {
        return array.permute(0, 2, 3, 1).dup('c').permute(0, 3, 1, 2);
    }

    @Test
    void sharedMeansOneShapeAndOneOrderWithoutGaps() {
        INDArray array = LayerHarness.random(1, 2, 3, 4, 5);
        assertThat(DenseLayout.shared(array, array.dup('c'))).isTrue();
        assertThat(DenseLayout.shared(channelsLast(array), channelsLast(array))).isTrue();
        assertThat(DenseLayout.shared(array, channelsLast(array))).isFalse();
        assertThat(DenseLayout.shared(array.dup('f'))).isFalse();
        assertThat(DenseLayout.shared(array, LayerHarness.random(1, 2, 3, 5, 4)))
                .isFalse();
        assertThat(DenseLayout.shared(array.slice(0, 3))).as("a slice has gaps").isFalse();
    }

    @Test
    void sumsKeepTheSharedOrder() {
        INDArray first = LayerHarness.random(1, 2, 3, 4, 5);
        INDArray second = LayerHarness.random(2, 2, 3, 4, 5);
        INDArray[][] pairs = {
            {first, second}, {channelsLast(first), channelsLast(second)}, {first, channelsLast(second)},
        };
        for (INDArray[] pair : pairs) {
            INDArray sum =
                    DenseLayout.sum(pair[0], pair[1], ArrayType.ACTIVATION_GRAD, LayerWorkspaceMgr.noWorkspaces());
            assertThat(sum).isEqualTo(first.add(second));
            assertThat(DenseLayout.shared(sum, pair[0])).isTrue();
        }
        assertThat(first).as("the arguments stay").isEqualTo(LayerHarness.random(1, 2, 3, 4, 5));
    }

    @Test
    void addsInPlaceWhereTheOrderIsShared() {
        INDArray first = LayerHarness.random(1, 2, 3, 4, 5);
        INDArray second = LayerHarness.random(2, 2, 3, 4, 5);
        INDArray dense = first.dup('c');
        INDArray images = channelsLast(first);
        assertThat(DenseLayout.add(dense, second)).isTrue();
        assertThat(DenseLayout.add(images, channelsLast(second))).isTrue();
        assertThat(dense).isEqualTo(first.add(second));
        assertThat(images).isEqualTo(first.add(second));
        assertThat(DenseLayout.add(first, channelsLast(second))).isFalse();
        assertThat(first).as("nothing changed").isEqualTo(LayerHarness.random(1, 2, 3, 4, 5));
    }
}
