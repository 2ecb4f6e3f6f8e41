package io.ssl4j.core.vision.dataset;

import io.ssl4j.core.data.DatasetFormatException;
import io.ssl4j.core.data.FolderFiles;
import io.ssl4j.core.vision.file.ImageFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Detects the format of a path: sibling files by their names, everything else by content. */
final class SourceDetection {

    private SourceDetection() {}

    static ImageSource open(Path path, ImageFolderOptions options) {
        return Files.isDirectory(path) ? openFolder(path, options) : openFile(path, options);
    }

    private static ImageSource openFolder(Path folder, ImageFolderOptions options) {
        Optional<Path> idx = IdxSource.trainImages(folder);
        if (idx.isPresent()) {
            return resized(IdxSource.open(idx.get()), options);
        }
        for (CifarFormat format : List.of(CifarFormat.CIFAR_10, CifarFormat.CIFAR_100)) {
            if (!format.trainFiles(folder).isEmpty()) {
                return resized(cifar(format, folder, folder), options);
            }
        }
        return openImages(FolderFiles.under(folder), options);
    }

    private static ImageSource openFile(Path file, ImageFolderOptions options) {
        if (ImageFormat.extension(file).equals("csv")) {
            return openManifest(ImageManifest.read(file), options);
        }
        byte[] start;
        try (RecordInput in = RecordInput.open(file)) {
            start = in.readUpTo(ImageFormat.MAGIC_LENGTH);
        }
        if (PackFormat.hasMagic(start)) {
            return resized(new ImageSource("packed", ImageDataset.packed(file), Optional.empty()), options);
        }
        Optional<CifarFormat> cifar = CifarFormat.of(file, start);
        if (cifar.isPresent()) {
            Path folder = file.toAbsolutePath().getParent();
            boolean training = cifar.get().trainFiles(folder).contains(folder.resolve(file.getFileName()));
            return resized(cifar(cifar.get(), file, training ? folder : null), options);
        }
        if (IdxFile.hasMagic(start)) {
            return resized(IdxSource.open(file), options);
        }
        throw new DatasetFormatException(
                file,
                0,
                "a data file must be packed (begins with 'ssl4jpk1'), IDX (begins with 00 00 08) or CIFAR in its binary"
                        + " version (a whole number of records of 3073 or 3074 bytes), or a manifest named .csv, got a file of "
                        + ImageFormat.fileLength(file) + " bytes that begins with "
                        + ImageFormat.hex(start, ImageFormat.MAGIC_LENGTH)
                        + "; of image files give the folder");
    }

    private static ImageSource openManifest(ImageManifest manifest, ImageFolderOptions options) {
        Optional<ImageManifest> test = FolderParts.testNames()
                .flatMap(name -> manifest.part(name::equals).stream())
                .findFirst();
        ImageManifest train = manifest.part(split -> !FolderParts.isTest(split))
                .orElseThrow(() -> new DatasetFormatException(
                        manifest.file(), -1, "a manifest must list images to learn from, got none but for testing"));
        return new ImageSource("manifest", train.open(options), test.map(part -> part.open(options)));
    }

    private static ImageSource cifar(CifarFormat format, Path train, Path testFolder) {
        List<Path> testFiles = testFolder == null ? List.of() : format.testFiles(testFolder);
        return new ImageSource(
                format.toString(),
                format.read(train),
                testFiles.stream().findFirst().map(file -> format.read(file)));
    }

    private static ImageSource openImages(FolderFiles listed, ImageFolderOptions options) {
        ImageFolder folder = ImageFolder.of(listed);
        Optional<FolderParts> parts = FolderParts.of(folder);
        if (parts.isEmpty()) {
            List<String> classes = folder.isLabeled() ? folder.classNames() : List.of();
            return new ImageSource("image folder", open(folder, classes, options), Optional.empty());
        }
        ImageFolder testFolder = ImageFolder.list(parts.get().test());
        ImageFolder trainFolder = ImageFolder.list(parts.get().train());
        trainFolder = trainFolder.besides(listed, List.of(trainFolder.root(), testFolder.root()));
        List<String> classes = trainFolder.isLabeled() && testFolder.isLabeled()
                ? Stream.concat(trainFolder.classNames().stream(), testFolder.classNames().stream())
                        .distinct()
                        .sorted()
                        .toList()
                : List.of();
        return new ImageSource(
                "image folder", open(trainFolder, classes, options), Optional.of(open(testFolder, classes, options)));
    }

    private static ImageDataset open(ImageFolder folder, List<String> classes, ImageFolderOptions options) {
        return classes.isEmpty() ? folder.open(options) : folder.openLabeled(options, classes);
    }

    private static ImageSource resized(ImageSource source, ImageFolderOptions options) {
        return options.resize()
                .map(resize -> new ImageSource(
                        source.format(),
                        source.train().resized(resize),
                        source.test().map(images -> images.resized(resize))))
                .orElse(source);
    }
}
