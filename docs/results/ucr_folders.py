"""Turns NAME.tsv.gz files with the columns split, label, values into the folders of the UCR archive that SeriesTable reads.

    python3 ucr_folders.py SOURCE TARGET
"""
import gzip
import pathlib
import sys

source, target = map(pathlib.Path, sys.argv[1:3])
for file in sorted(source.glob("*.tsv.gz")):
    name = file.name[: -len(".tsv.gz")]
    folder = target / name
    folder.mkdir(parents=True, exist_ok=True)
    with gzip.open(file, "rt") as lines, open(folder / f"{name}_TRAIN.tsv", "w") as train, open(
        folder / f"{name}_TEST.tsv", "w"
    ) as test:
        next(lines)
        for line in lines:
            split, label, values = line.rstrip("\n").split("\t")
            (train if split == "train" else test).write(label + "\t" + values.replace(",", "\t") + "\n")
