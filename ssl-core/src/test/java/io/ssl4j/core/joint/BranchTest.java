package io.ssl4j.core.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ssl4j.core.network.Network;
import io.ssl4j.core.network.PassMode;
import io.ssl4j.core.testing.LinearNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BranchTest {

    private final LinearNetwork first = LinearNetwork.of("first", 3, 4, 1, DataType.DOUBLE);
    private final LinearNetwork second = LinearNetwork.of("second", 4, 2, 2, DataType.DOUBLE);
    private final Branch branch = Branch.of(first, second);
    private final INDArray x = Nd4j.create(new double[][] {{1, 2, 3}, {4, 5, 6}});

    @Test
    void networksRunOneAfterTheOther() {
        try (BranchPass pass = branch.forward(x, PassMode.JOINT)) {
            assertThat(pass.output(0)).isEqualTo(first.infer(x));
            assertThat(pass.output()).isEqualTo(second.infer(first.infer(x)));
        }
        assertThat(branch.first(1).networks()).isEqualTo(List.<Network>of(first));
    }

    /** A loss that reads an inner output too: its gradient joins the one that comes down. */
    @Test
    void aGradientMayJoinInside() {
        INDArray top = Nd4j.create(new double[][] {{1, -1}, {2, 0.5}});
        INDArray inside = Nd4j.create(new double[][] {{1, 0, 0, 2}, {0, 3, 0, 0}});
        try (BranchPass pass = branch.forward(x, PassMode.JOINT)) {
            pass.backward(top, 0, inside);
        }
        INDArray atFirst = top.mmul(second.weight().transpose()).add(inside);
        INDArray expected = x.transpose().mmul(atFirst);
        double[] got = first.parameters().gradients().toDoubleVector();
        for (int i = 0; i < expected.length(); i++) {
            assertThat(got[i]).isCloseTo(expected.dup('c').data().getDouble(i), within(1e-12));
        }
    }

    @Test
    void namesMustDiffer() {
        assertThatThrownBy(() -> Branch.of(first, first)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(Branch::of).hasMessageContaining("at least one network");
    }

    @Test
    void aTargetFollows() {
        TargetBranch target = TargetBranch.of(branch);
        double before = first.parameters().values().getDouble(0);
        first.parameters().values().addi(1);
        assertThat(target.forward(x, PassMode.JOINT))
                .isNotEqualTo(branch.forward(x, PassMode.JOINT).output());
        target.update(0.75);
        assertThat(target.networks().get(0).network().parameters().values().getDouble(0))
                .isCloseTo(before + 0.25, within(1e-12));
        target.update(0);
        try (BranchPass online = branch.forward(x, PassMode.JOINT)) {
            assertThat(target.forward(x, PassMode.JOINT)).isEqualTo(online.output());
        }
    }
}
