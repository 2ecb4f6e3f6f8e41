package io.ssl4j.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The picture of runs, read back as XML. */
class PlotTest {

    private static final String METRICS = "step,epoch,loss,learning_rate,samples_per_second,seconds\n";

    @TempDir
    Path folder;

    @Test
    void everyRunHasItsLineInEveryPanel() throws Exception {
        Path long1 = run(
                "long",
                "1,1,4.0,0.1,9,60\n2,1,2.0,0.1,9,120\n3,2,2.0,0.1,9,180\n4,2,1.0,0.1,9,240\n",
                "epoch,step,accuracy\n1,2,0.40\n2,4,0.50\n");
        Path short1 = run("a & b", "1,1,3.0,0.1,9,30\n2,1,1.0,0.1,9,60\n", "epoch,step,accuracy\n1,2,0.45\n");
        Document picture = plot(long1, short1);
        assertThat(texts(picture))
                .contains(long1.toString(), short1.toString())
                .contains(
                        "k-NN accuracy on the validation samples, %", "minutes of training", "loss, mean of the epoch");
        List<String> lines = attributes(picture, "polyline", "points");
        assertThat(lines).hasSize(3 * 2);
        // The first panel: minutes 1 to 4, percent 40 to 50. Axes go from mark to mark: 1 to 4 by ones, 40 to 50 by
        // twos.
        assertThat(lines.get(0)).isEqualTo("%s %s".formatted(place(1.0 / 3, 0), place(1, 1)));
        assertThat(lines.get(1)).isEqualTo(place(0, 0.5));
        assertThat(attributes(picture, "polyline", "stroke").subList(0, 4))
                .containsExactly("#0072B2", "#D55E00", "#0072B2", "#D55E00");
        // A line of one point would not be seen.
        assertThat(attributes(picture, "circle", "fill")).containsExactly("#D55E00", "#D55E00", "#D55E00");
    }

    /** Where a share of both axes lies in the first panel, under a legend of two lines. */
    private static String place(double x, double y) {
        return String.format(java.util.Locale.ROOT, "%.1f,%.1f", 58 + x * (440 - 58 - 16), 302 - y * (302 - 82));
    }

    @Test
    void aRunThatWatchesNothingHasItsLoss() throws Exception {
        Path run = run("plain", "1,1,3.0,0.1,9,30\n2,2,NaN,0.1,9,60\n3,3,1.0,0.1,9,90\n4,3,1", null);
        Document picture = plot(run);
        List<String> lines = attributes(picture, "polyline", "points");
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).split(" ")).hasSize(2);
        assertThat(texts(picture)).doesNotContain("minutes of training");
    }

    @Test
    void theFiguresArePrintedToo() throws IOException {
        Path run = run(
                "figures",
                "1,1,4.0,0.1,9,60\n2,1,2.0,0.1,9,120\n3,2,NaN,0.1,9,180\n4,3,1.0,0.1,9,240\n",
                "epoch,step,accuracy\n1,2,0.405\n3,4,0.50\n");
        assertThat(Cli.run("plot", "--out", folder.resolve("p.svg"), run)
                        .succeeded()
                        .out()
                        .lines())
                .containsExactly(
                        run.toString(),
                        "epoch  minutes     loss  k-NN, %",
                        "    1      2.0   3.0000     40.5",
                        "    2      3.0        -        -",
                        "    3      4.0   1.0000     50.0",
                        "written: " + folder.resolve("p.svg"));
    }

    @Test
    void aRunThatIsStillMakingItsFirstStepsIsRefused() throws IOException {
        Path run = run("begun", "", null);
        assertThat(Cli.run("plot", "--out", folder.resolve("p.svg"), run).failure())
                .isEqualTo("ssl4j: a run to plot must have made a step, " + run.resolve("metrics.csv") + " has none");
        assertThat(Cli.run("plot", "--out", folder.resolve("p.svg"), folder).failure())
                .isEqualTo("ssl4j: a run to plot must be a folder that pretrain made, there is no "
                        + folder.resolve("metrics.csv"));
        assertThat(Cli.run("plot", "--out", folder.resolve("p.svg")).usageError())
                .contains("Missing required parameter: 'RUN'");
        assertThat(folder.resolve("p.svg")).doesNotExist();
    }

    @Test
    void aLogOfSomethingElseIsRefused() throws IOException {
        Path run = Files.createDirectories(folder.resolve("other"));
        Files.writeString(run.resolve("metrics.csv"), "step,epoch,seconds\n1,1,2\n");
        assertThat(Cli.run("plot", "--out", folder.resolve("p.svg"), run).failure())
                .contains("metrics.csv must have a column 'loss', it has ");
        Files.writeString(run.resolve("metrics.csv"), METRICS + "one,1,1,1,1,1\n");
        assertThat(Cli.run("plot", "--out", folder.resolve("p.svg"), run).failure())
                .contains("metrics.csv must hold numbers, got 'one' as step");
    }

    private Path run(String name, String steps, String knn) throws IOException {
        Path run = Files.createDirectories(folder.resolve(name));
        Files.writeString(run.resolve("metrics.csv"), METRICS + steps);
        if (knn != null) {
            Files.writeString(run.resolve("knn.csv"), knn);
        }
        return run;
    }

    private Document plot(Path... runs) throws Exception {
        Path out = folder.resolve("curves.svg");
        Object[] arguments = new Object[3 + runs.length];
        arguments[0] = "plot";
        arguments[1] = "--out";
        arguments[2] = out;
        System.arraycopy(runs, 0, arguments, 3, runs.length);
        assertThat(Cli.run(arguments).succeeded().out()).contains("written: " + out);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(out))));
    }

    private static List<String> texts(Document picture) {
        var nodes = picture.getElementsByTagName("text");
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    private static List<String> attributes(Document picture, String tag, String attribute) {
        var nodes = picture.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> ((Element) nodes.item(i)).getAttribute(attribute))
                .toList();
    }
}
