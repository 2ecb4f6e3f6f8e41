package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.Dataset;
import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.data.ListDataset;
import io.ssl4j.core.data.SelectedDataset;
import io.ssl4j.core.data.SkippedFile;
import io.ssl4j.core.data.StoredContent;
import io.ssl4j.core.data.Stratification;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageResize;
import io.ssl4j.core.vision.image.ImageShape;
import io.ssl4j.core.vision.image.ValueRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A data set of images without labels: the input of pretraining.
 *
 * <pre>{@code
 * ImageDataset photos = ImageDataset.fromFolder(Path.of("photos"), ImageFolderOptions.defaults().withResize(64, 64));
 * ImageDataset digits = ImageDataset.idx(Path.of("train-images-idx3-ubyte.gz"));
 * Encoder encoder = ImageEncoders.tiny(ImageInput.of(digits), 42);
 * }</pre>
 *
 * <p>Immutable and safe for reading from several threads at once. For images with labels, see {@link
 * LabeledImageDataset}; to open a path of any format, {@link ImageSource#open}.
 */
public class ImageDataset implements Dataset<Image> {

    private final ImageStore store;
    private volatile ShapeCensus census;

    ImageDataset(ImageStore store) {
        this.store = store;
    }

    /** Wraps images in memory; they may differ in shape. */
    public static ImageDataset of(List<Image> images) {
        return new ImageDataset(new WrappedImageStore(new ListDataset<>(images)));
    }

    /** Wraps your own data set. An {@code ImageDataset} is returned unchanged. */
    public static ImageDataset of(Dataset<Image> images) {
        return images instanceof ImageDataset dataset ? dataset : new ImageDataset(new WrappedImageStore(images));
    }

    /**
     * Makes a data set of the contents of image files, which stay as they are in memory and are decoded on access: for
     * images that come out of an archive, a database or a request.
     *
     * @param contents PNG, JPEG, BMP, GIF, TIFF or WebP files; not copied
     * @param names what messages call them
     */
    public static ImageDataset encoded(List<byte[]> contents, List<String> names, ImageFolderOptions options) {
        return new ImageDataset(new EncodedImageStore(contents, names, options));
    }

    /** Opens all image files under a folder, with {@link ImageFolderOptions#defaults()}. */
    public static ImageDataset fromFolder(Path folder) {
        return fromFolder(folder, ImageFolderOptions.defaults());
    }

    /**
     * Opens all PNG, JPEG, BMP, GIF, TIFF and WebP files under a folder and its sub-folders, ordered by path. Names
     * that begin with a dot are ignored. Images are decoded on access. TIFF and WebP need TwelveMonkeys' plug-ins,
     * {@code com.twelvemonkeys.imageio:imageio-tiff} and {@code imageio-webp}.
     *
     * @throws IllegalArgumentException if there is no such folder, it holds no image, or it is split into {@code train}
     *     and {@code test}: those are parts, for {@link ImageSource#open}
     */
    public static ImageDataset fromFolder(Path folder, ImageFolderOptions options) {
        return FolderParts.requireNone(ImageFolder.list(folder)).open(options);
    }

    /**
     * Reads an IDX file of unsigned bytes, plain or gzip: {@code [images, height, width]} or {@code [images, height,
     * width, channels]}. The images are held in memory.
     *
     * @throws DatasetFormatException if the file is not IDX, is damaged, or is longer or shorter than its header says
     */
    public static ImageDataset idx(Path images) {
        return new ImageDataset(IdxFile.readImages(images));
    }

    /** Reads the images of CIFAR-10 in its binary version; see {@link LabeledImageDataset#cifar10}. */
    public static ImageDataset cifar10(Path... paths) {
        return LabeledImageDataset.cifar10(paths).unlabeled();
    }

    /** Reads the images of CIFAR-100 in its binary version; see {@link LabeledImageDataset#cifar100}. */
    public static ImageDataset cifar100(Path... paths) {
        return LabeledImageDataset.cifar100(paths).unlabeled();
    }

    /**
     * Opens a packed file, whose images are read on access; see {@link ImagePack}.
     *
     * @return a {@link LabeledImageDataset} if the images were packed with labels
     * @throws DatasetFormatException if the file is not a packed file, is damaged, or was truncated
     */
    public static ImageDataset packed(Path file) {
        PackedImageStore store = PackedImageStore.open(file);
        int[] labels = store.labels();
        return labels == null ? new ImageDataset(store) : new LabeledImageDataset(store, labels, store.classNames());
    }

    final ImageStore store() {
        return store;
    }

    @Override
    public final int size() {
        return store.size();
    }

    @Override
    public final long bytesInMemory() {
        return store.bytesInMemory();
    }

    @Override
    public final Image get(int index) {
        return store.get(Objects.checkIndex(index, size()));
    }

    @Override
    public final String name(int index) {
        return store.name(Objects.checkIndex(index, size()));
    }

    /**
     * The shape that all images have. The first call may have to look at every image; for files, it reads their
     * headers.
     *
     * @throws IllegalStateException if the shapes differ; the message names the first image that does
     */
    public final ImageShape shape() {
        return census().require(this::name);
    }

    /** The shape that all images have, or empty if they differ. */
    public final Optional<ImageShape> commonShape() {
        return census().common();
    }

    private ShapeCensus census() {
        ShapeCensus known = census;
        if (known == null) {
            known = ShapeCensus.of(store);
            census = known;
        }
        return known;
    }

    /** The files that were left out as unreadable when the data set was opened. */
    public final List<SkippedFile> skipped() {
        return store.skipped();
    }

    @Override
    public final Optional<StoredContent> content() {
        return store.content();
    }

    @Override
    public final List<DataNote> notes() {
        return store.notes();
    }

    /**
     * Returns the images without labels. Unlike the stratified parts of a labelled data set, parts of this one do not
     * depend on the labels.
     */
    public ImageDataset unlabeled() {
        return this;
    }

    /** Returns the same images at one size, cropped to the largest centred part with these proportions. */
    public ImageDataset resized(int height, int width) {
        return resized(ImageResize.centerCrop(height, width));
    }

    /** Returns the same images at one size; each is resized on every access. */
    public ImageDataset resized(ImageResize resize) {
        return new ImageDataset(new ResizedImageStore(store, resize));
    }

    /**
     * Returns the same images with the values that become 0 and 1 in views ({@link ValueRange}). An {@code ImageInput}
     * made of them keeps the range. {@code new Percentiles(1, 99).of(images)} takes one from the data.
     */
    public ImageDataset withRange(ValueRange range) {
        return new ImageDataset(new RangedImageStore(store, range));
    }

    @Override
    public ImageDataset select(int... indices) {
        return new ImageDataset(new SelectedImageStore(store, SelectedDataset.checked(indices, size())));
    }

    @Override
    public ImageDataset subset(int size, long seed) {
        return select(Stratification.subset(new int[size()], size, seed));
    }

    /** "60000 images of 28 x 28 x 1", or "1200 images" if the shape is not known without opening them. */
    @Override
    public String toString() {
        ShapeCensus known = census;
        Optional<ImageShape> shape = known != null ? known.common() : store.uniformShape();
        return size() + " images" + shape.map(s -> " of " + s).orElse("");
    }
}
