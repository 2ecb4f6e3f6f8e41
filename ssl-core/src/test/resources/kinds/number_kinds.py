"""Writes small TIFF files whose samples are numbers, for NumberKindsTest.

The sample at row y, column x, channel c of a file is  start + step * (24 y + x + 432 c); number_kinds.csv has start and
step of each file, its type and its channels. All are 18 high and 24 wide.
Run:  /usr/bin/python3 number_kinds.py      (Pillow 9.4.0 and its libtiff write those that begin with pillow_)
"""
import csv
import io
import shutil
from pathlib import Path

import numpy as np
from PIL import Image

import raw_tiff

here = Path(__file__).parent
files = here / "numbers"
shutil.rmtree(files, ignore_errors=True)
files.mkdir()
lines = []


def values(kind, start, step, channels):
    y, x, c = np.mgrid[0:18, 0:24, 0:channels]
    return (start + step * (24.0 * y + x + 432 * c)).astype(kind)


KINDS = {"int8": ("INT16", -100, 0.5), "int16": ("INT16", -1000, 5), "int32": ("INT32", -2_000_000_000, 1_500_000),
         "uint32": ("UINT32", 0, 1_700_000), "float16": ("FLOAT32", -8, 0.25), "float32": ("FLOAT32", -273.5, 0.25),
         "float64": ("FLOAT32", -0.5, 0.125), "uint8": ("UINT8", 3, 1 / 16), "uint16": ("UINT16", 60, 9)}


def add(name, content, kind, channels, start, step):
    (files / name).write_bytes(content)
    lines.append((name, KINDS[kind][0], channels, start, step))


def raw(name, kind, channels=1, **options):
    _, start, step = KINDS[kind]
    pixels = values(kind, start, step, channels)
    add(name + ".tif", raw_tiff.write(pixels, **options), kind, channels, start, step)


for kind in ("int16", "int32", "uint32", "float16", "float32", "float64"):
    raw(kind, kind, compression="deflate")
    raw(kind + "_big_endian", kind, big=True)
    raw(kind + "_rgb", kind, 3, photometric=2, compression="deflate")
raw("int8", "int8", compression="deflate")
for compression in ("lzw", "deflate", "packbits"):
    for predictor in (1, 2):
        raw(f"int16_{compression}_predictor{predictor}", "int16", compression=compression, predictor=predictor)
for big in (False, True):
    tail = "_big_endian" if big else ""
    raw("float32_predictor3" + tail, "float32", 3, compression="deflate", predictor=3, big=big)
    raw("int32_predictor2" + tail, "int32", 3, compression="deflate", predictor=2, big=big)
raw("float64_predictor3", "float64", compression="deflate", predictor=3)
for kind in ("int16", "float32"):
    raw(kind + "_tiles", kind, 2, tile=16)
    raw(kind + "_planes", kind, 3, planar=True, rows=7)
    raw(kind + "_tiles_planes", kind, 3, planar=True, tile=16, compression="deflate", predictor=2 if kind == "int16" else 3)
for kind, bands in (("uint8", 7), ("uint16", 5), ("int16", 4), ("float32", 13)):
    raw(f"{kind}_{bands}_bands", kind, bands, photometric=1, compression="deflate")
for kind, mode in (("int32", "I"), ("float32", "F")):
    for compression, predictor in (("tiff_lzw", 1), ("tiff_lzw", 2 if mode == "I" else 3), ("tiff_adobe_deflate", 1),
                                   ("packbits", 1)):
        _, start, step = KINDS[kind]
        out = io.BytesIO()
        Image.fromarray(values(kind, start, step, 1)[..., 0]).save(
            out, "TIFF", compression=compression, tiffinfo={317: predictor} if predictor > 1 else {})
        add(f"pillow_{kind}_{compression}_{predictor}.tif", out.getvalue(), kind, 1, start, step)

with open(here / "number_kinds.csv", "w", newline="") as out:
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["file", "type", "channels", "start", "step"])
    table.writerows(lines)
print(len(lines), "files of", sum(f.stat().st_size for f in files.iterdir()), "bytes")
