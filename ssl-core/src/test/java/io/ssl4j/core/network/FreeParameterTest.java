package io.ssl4j.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class FreeParameterTest {

    @Test
    void itsOutputIsItsValueAndItsGradientThatOfItsOutput() {
        FreeParameter token = FreeParameter.of("token", Nd4j.create(new double[][] {{1, 2, 3}}));
        try (Pass pass = token.forward()) {
            assertThat(pass.output()).isEqualTo(Nd4j.create(new double[][] {{1, 2, 3}}));
            assertThat(pass.backward(Nd4j.create(new double[][] {{4, 5, 6}})).isEmpty())
                    .isTrue();
        }
        assertThat(token.parameters().gradients().toDoubleVector()).containsExactly(4, 5, 6);
        token.parameters().values().addi(1);
        assertThat(token.value().toDoubleVector()).containsExactly(2, 3, 4);
        FreeParameter copy = token.copy("other");
        copy.parameters().values().addi(1);
        assertThat(token.value().toDoubleVector()).containsExactly(2, 3, 4);
        assertThatThrownBy(() -> token.forward().backward(Nd4j.ones(1, 2)))
                .hasMessage("the gradient must have the shape of parameter 'token', [1, 3], got [1, 2]");
    }
}
