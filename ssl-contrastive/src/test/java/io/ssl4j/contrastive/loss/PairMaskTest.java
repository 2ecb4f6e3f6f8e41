package io.ssl4j.contrastive.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ssl4j.contrastive.loss.PairMask.Role;
import org.junit.jupiter.api.Test;

class PairMaskTest {

    private static final boolean[][] POSITIVES = {{true, false, false}, {false, true, true}};
    private static final boolean[][] NEGATIVES = {{false, true, false}, {true, false, false}};

    @Test
    void aRuleAndTwoTablesSayTheSame() {
        Role[][] roles = {{Role.POSITIVE, Role.NEGATIVE, Role.IGNORED}, {Role.NEGATIVE, Role.POSITIVE, Role.POSITIVE}};
        for (PairMask mask :
                new PairMask[] {PairMask.of(POSITIVES, NEGATIVES), PairMask.of(2, 3, (i, j) -> roles[i][j])}) {
            assertThat(mask.queries()).isEqualTo(2);
            assertThat(mask.candidates()).isEqualTo(3);
            assertThat(mask.positives(0)).containsExactly(0);
            assertThat(mask.ignored(0)).containsExactly(2);
            assertThat(mask.positives(1)).containsExactly(1, 2);
            assertThat(mask.ignored(1)).isEmpty();
        }
    }

    @Test
    void aQueryWithoutAPositiveIsRefused() {
        assertThatThrownBy(() -> PairMask.of(3, 4, (i, j) -> i != 1 && j == 0 ? Role.POSITIVE : Role.NEGATIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "every query needs at least one positive, but query 1 has none among 4 candidates; name one, or"
                                + " leave the query out");
    }

    @Test
    void aPositiveThatIsANegativeTooIsRefused() {
        boolean[][] both = {{false, true, false}, {true, false, true}};
        assertThatThrownBy(() -> PairMask.of(POSITIVES, both))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a candidate is a positive or a negative of a query, but candidate 2 is both for query 1;"
                        + " take it out of one of the masks");
    }

    @Test
    void tablesOfDifferentShapesAreRefused() {
        assertThatThrownBy(() -> PairMask.of(POSITIVES, new boolean[3][3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one row for each query, got 2 and 3 rows");
        assertThatThrownBy(() -> PairMask.of(new boolean[0][], new boolean[0][]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 0 and 0 rows");
        assertThatThrownBy(() -> PairMask.of(POSITIVES, new boolean[][] {{false, true, false}, {true, false}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each of the 3 candidates of row 0, got 3 positives and 2 negatives in row 1");
        assertThatThrownBy(() -> PairMask.of(0, 3, (i, j) -> Role.POSITIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1 query and 1 candidate, got [0, 3]");
    }
}
