package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.data.LabeledDataset;
import io.ssl4j.core.data.ListDataset;
import io.ssl4j.core.data.SelectedDataset;
import io.ssl4j.core.data.Stratification;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageResize;
import io.ssl4j.core.vision.image.ValueRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A data set of images in which each belongs to one class: the input of evaluation.
 *
 * <pre>{@code
 * LabeledImageDataset flowers = LabeledImageDataset.fromFolder(Path.of("flowers"));     // one sub-folder per class
 * List<LabeledImageDataset> parts = flowers.split(42, 0.8, 0.2);                          // shuffled, stratified
 * ImageDataset images = parts.get(0).unlabeled();
 * }</pre>
 */
public final class LabeledImageDataset extends ImageDataset implements LabeledDataset<Image> {

    private final int[] labels;
    private final List<String> classNames;

    LabeledImageDataset(ImageStore store, int[] labels, List<String> classNames) {
        super(store);
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
        if (labels.length != store.size()) {
            throw new IllegalArgumentException(
                    "every image needs a label, got " + store.size() + " images and " + labels.length + " labels");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classNames.size()) {
                throw new IllegalArgumentException("labels must lie in 0.." + (classNames.size() - 1) + " for "
                        + classNames.size() + " class names, got " + labels[i] + " for image " + i);
            }
        }
    }

    /** Wraps images in memory, with one label each, in {@code [0, classNames.size())}. */
    public static LabeledImageDataset of(List<Image> images, int[] labels, List<String> classNames) {
        return of(new ListDataset<>(images), labels, classNames);
    }

    /** Wraps your own data set, with labels. */
    public static LabeledImageDataset of(Dataset<Image> images, int[] labels, List<String> classNames) {
        return new LabeledImageDataset(ImageDataset.of(images).store(), labels.clone(), classNames);
    }

    /** Wraps your own labelled data set. A {@code LabeledImageDataset} is returned unchanged. */
    public static LabeledImageDataset of(LabeledDataset<Image> images) {
        return images instanceof LabeledImageDataset dataset
                ? dataset
                : new LabeledImageDataset(new WrappedImageStore(images), images.labels(), images.classNames());
    }

    /** Opens a folder with one sub-folder per class, with {@link ImageFolderOptions#defaults()}. */
    public static LabeledImageDataset fromFolder(Path folder) {
        return fromFolder(folder, ImageFolderOptions.defaults());
    }

    /**
     * Opens a folder with one sub-folder per class; images may be nested deeper in it. The classes are the sub-folders
     * that contain an image, by name. See {@link ImageDataset#fromFolder(Path, ImageFolderOptions)}.
     *
     * @throws IllegalArgumentException if there is no such folder, it contains no image, an image lies outside any
     *     sub-folder, or the sub-folders are {@code train} and {@code test}: those are parts and no classes, for {@link
     *     ImageSource#open}
     */
    public static LabeledImageDataset fromFolder(Path folder, ImageFolderOptions options) {
        ImageFolder listed = FolderParts.requireNone(ImageFolder.list(folder));
        return listed.openLabeled(options, listed.classNames());
    }

    /**
     * Opens the images listed in a CSV file (UTF-8, RFC 4180, comma). The first line names the columns, in any order:
     * {@code path}, {@code label} and optionally {@code split}; other columns are ignored. Paths are absolute or
     * relative to the manifest's folder; labels are class names and are numbered in alphabetical order. All lines are
     * used, whatever their split. {@link ImageSource#open} separates the parts: {@code train} and lines without a split
     * are for training; {@code test}, or if there is none {@code val}, {@code valid} or {@code validation}, is for
     * testing.
     *
     * <pre>{@code
     * path,label,split
     * photos/0001.jpg,cat,train
     * "photos/a, b.jpg",dog,test
     * }</pre>
     *
     * @throws DatasetFormatException if a line is damaged or names a missing file, with path and line
     */
    public static LabeledImageDataset manifest(Path file, ImageFolderOptions options) {
        return ImageManifest.read(file).open(options);
    }

    /**
     * Reads IDX files of images and of labels ({@code [images]} unsigned bytes), plain or gzip. Class names are
     * numbers.
     *
     * @throws DatasetFormatException if a file is damaged or the two do not belong together
     */
    public static LabeledImageDataset idx(Path images, Path labels) {
        return IdxFile.readLabeled(images, labels);
    }

    /**
     * Reads CIFAR-10 in its binary version (Krizhevsky 2009): records of one label byte and 3072 bytes of planar 32 x
     * 32 RGB.
     *
     * @param paths such files, plain or gzip, one after the other; a folder stands for its training files
     *     {@code data_batch_1.bin} to {@code data_batch_5.bin}
     * @throws DatasetFormatException if a file is damaged or is not a whole number of records
     */
    public static LabeledImageDataset cifar10(Path... paths) {
        return CifarFormat.CIFAR_10.read(paths);
    }

    /**
     * Reads CIFAR-100 in its binary version: records of a coarse label byte, a fine label byte and 3072 bytes of planar
     * 32 x 32 RGB. The labels are the 100 fine ones.
     *
     * @param paths such files, plain or gzip; a folder stands for its training file {@code train.bin}
     */
    public static LabeledImageDataset cifar100(Path... paths) {
        return CifarFormat.CIFAR_100.read(paths);
    }

    /** Reads CIFAR-100 with its 20 coarse labels; see {@link #cifar100}. */
    public static LabeledImageDataset cifar100Coarse(Path... paths) {
        return CifarFormat.CIFAR_100_COARSE.read(paths);
    }

    @Override
    public int label(int index) {
        return labels[Objects.checkIndex(index, labels.length)];
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    /** Returns the same images with other class names, at least as many as there are labels in use. */
    public LabeledImageDataset withClassNames(List<String> names) {
        return new LabeledImageDataset(store(), labels, names);
    }

    @Override
    public LabeledImageDataset resized(int height, int width) {
        return resized(ImageResize.centerCrop(height, width));
    }

    @Override
    public LabeledImageDataset resized(ImageResize resize) {
        return new LabeledImageDataset(new ResizedImageStore(store(), resize), labels, classNames);
    }

    @Override
    public LabeledImageDataset withRange(ValueRange range) {
        return new LabeledImageDataset(new RangedImageStore(store(), range), labels, classNames);
    }

    @Override
    public LabeledImageDataset select(int... indices) {
        int[] checked = SelectedDataset.checked(indices, size());
        int[] selected = IntStream.of(checked).map(i -> labels[i]).toArray();
        return new LabeledImageDataset(new SelectedImageStore(store(), checked), selected, classNames);
    }

    @Override
    public LabeledImageDataset subset(int size, long seed) {
        return select(Stratification.subset(labels, size, seed));
    }

    @Override
    public List<LabeledImageDataset> split(long seed, double... fractions) {
        return splitSizes(seed, Stratification.sizes(size(), fractions));
    }

    @Override
    public List<LabeledImageDataset> splitSizes(long seed, int... sizes) {
        return Stratification.split(labels, sizes, seed).stream()
                .map(this::select)
                .toList();
    }

    @Override
    public ImageDataset unlabeled() {
        return new ImageDataset(store());
    }

    @Override
    public LabeledImageDataset withPermutedLabels(long seed) {
        return new LabeledImageDataset(store(), Stratification.permuted(labels, seed), classNames);
    }

    @Override
    public String toString() {
        return super.toString() + " in " + classNames.size() + " classes";
    }
}
