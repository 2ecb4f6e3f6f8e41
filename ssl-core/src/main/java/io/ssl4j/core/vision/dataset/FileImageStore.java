package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DataNote;
import io.ssl4j.core.data.FolderFiles;
import io.ssl4j.core.data.SkippedFile;
import io.ssl4j.core.data.StoredContent;
import io.ssl4j.core.vision.file.ImageFile;
import io.ssl4j.core.vision.image.Image;
import io.ssl4j.core.vision.image.ImageShape;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Image files that are decoded on access. */
public record FileImageStore(
        Path root, List<Path> files, ImageFolderOptions options, List<SkippedFile> skipped, List<DataNote> notes)
        implements ImageStore {

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public Image get(int index) {
        return ImageFile.read(files.get(index), options);
    }

    @Override
    public String name(int index) {
        return FolderFiles.name(root, files.get(index));
    }

    @Override
    public Optional<StoredContent> content() {
        return Optional.of(ImageContent.of(files));
    }

    @Override
    public ImageShape shape(int index) {
        return uniformShape().orElseGet(() -> {
            ImageShape stored = ImageFile.shape(files.get(index), options.color());
            return options.resize()
                    .map(resize -> new ImageShape(resize.height(), resize.width(), stored.channels()))
                    .orElse(stored);
        });
    }

    @Override
    public OptionalInt uniformChannels() {
        int channels = options.color().channels();
        return channels == 0 ? OptionalInt.empty() : OptionalInt.of(channels);
    }

    @Override
    public Optional<ImageShape> uniformShape() {
        return options.uniformShape();
    }
}
