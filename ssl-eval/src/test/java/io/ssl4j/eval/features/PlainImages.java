package io.ssl4j.eval.features;

import io.ssl4j.core.data.Image;
import io.ssl4j.core.data.LabeledDataset;
import java.util.List;
import java.util.stream.IntStream;

/** Labelled images in memory. */
public record PlainImages(List<Image> images, List<Integer> classes, List<String> classNames)
        implements LabeledDataset<Image> {

    /** Images of 1 x d x 1 float samples, from rows of features. */
    public static PlainImages of(LabeledFeatures rows) {
        List<Image> images = IntStream.range(0, rows.size())
                .mapToObj(i -> Image.ofFloats(
                        1,
                        rows.dimension(),
                        1,
                        rows.features().getRow(i).dup().data().asFloat()))
                .toList();
        List<Integer> labels = java.util.Arrays.stream(rows.labels()).boxed().toList();
        return new PlainImages(
                images,
                labels,
                IntStream.range(0, rows.classes()).mapToObj(c -> "class" + c).toList());
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public Image get(int index) {
        return images.get(index);
    }

    @Override
    public int label(int index) {
        return classes.get(index);
    }
}
