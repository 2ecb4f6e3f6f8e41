package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ssl4j.core.testing.ImageFixtures;
import io.ssl4j.core.testing.SyntheticImages;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which encoder a run begins with if none is named, and which it saves. */
class HandedOutEncoderTest {

    private static final String SMALL_DINO = "--method=dino --encoder=tiny --epochs=2 --batch-size=16 --width=8"
            + " --set projector-hidden=8 --set projector-output=8 --set outputs=8";
    private static final String SMALL_SWAV = "--method=swav --epochs=1 --batch-size=16 --width=8"
            + " --set projector-hidden=8 --set projector-output=8 --set prototypes=8";

    @TempDir
    static Path folder;

    private static Path data;

    @BeforeAll
    static void images() {
        data = ImageFixtures.writeIdxImages(
                folder.resolve("images-idx3-ubyte"), SyntheticImages.patterns(16, 2, 16, 1, 1));
    }

    private static Cli pretrain(Path run, String options) {
        return Cli.run((Object[]) ("pretrain --data=" + data + " --out=" + run + " " + options).split(" "));
    }

    /** A teacher of momentum 1 stays as it is, whatever the learning rate; its student does not. */
    @Test
    void dinoSavesItsTeacherAndOnRequestItsStudent() throws IOException {
        Path slow = folder.resolve("slow");
        Path fast = folder.resolve("fast");
        String still = SMALL_DINO + " --set momentum=1 --set momentum-final=1 --save-also=student --clip-each=3 --lr=";
        assertThat(pretrain(slow, still + "0.001").succeeded().out())
                .contains("encoder: " + slow.resolve("encoder.zip"), "student: " + slow.resolve("encoder-student.zip"));
        pretrain(fast, still + "0.01").succeeded();
        assertThat(Cli.parameters(slow.resolve("encoder.zip"))).isEqualTo(Cli.parameters(fast.resolve("encoder.zip")));
        assertThat(Cli.parameters(slow.resolve("encoder-student.zip")))
                .isNotEqualTo(Cli.parameters(fast.resolve("encoder-student.zip")))
                .isNotEqualTo(Cli.parameters(slow.resolve("encoder.zip")));
        assertThat(Cli.lines(slow.resolve("run.yaml"))).contains("save-also: student", "clip-each: 3.0");
    }

    @Test
    void anotherEncoderMustBeOneOfTheMethods() {
        String small = " --encoder=tiny --epochs=1 --batch-size=16 --save-also=";
        assertThat(pretrain(folder.resolve("none"), "--method=simclr" + small + "target")
                        .failure())
                .isEqualTo("ssl4j: --save-also must name another encoder of the method, but simclr has only one, got"
                        + " 'target'");
        assertThat(pretrain(folder.resolve("other"), "--method=byol" + small + "key")
                        .failure())
                .isEqualTo("ssl4j: --save-also must name another encoder of the method, but byol has online, target,"
                        + " got 'key'");
    }

    @Test
    void aMethodWithSmallCropsBeginsWithAnEncoderThatTakesThem() throws IOException {
        Path run = folder.resolve("swav");
        assertThat(pretrain(run, SMALL_SWAV).succeeded().out()).contains("resnet-s, ");
        assertThat(Cli.lines(run.resolve("run.yaml"))).contains("encoder: resnet-s");
    }

    @Test
    void anEncoderOfAFixedSizeIsRefusedWithWhatToTakeInstead() {
        assertThat(pretrain(folder.resolve("fixed"), SMALL_SWAV + " --encoder=resnet-xs")
                        .failure())
                .startsWith("ssl4j: SwAV runs its encoder on small crops too")
                .endsWith("; take an encoder that pools over all places at its end (by name: resnet-s, tiny,"
                        + " tiny-plain, resnet18, resnet50), or no small crops (local-views to 0)");
        pretrain(folder.resolve("whole"), SMALL_SWAV + " --encoder=resnet-xs --set local-views=0")
                .succeeded();
    }

    @Test
    void bothKindsOfClippingAreNotGivenAtOnce() {
        assertThat(pretrain(folder.resolve("clipped"), SMALL_DINO + " --clip=1 --clip-each=3")
                        .usageError())
                .startsWith("ssl4j: give either --clip or --clip-each, got both");
    }
}
