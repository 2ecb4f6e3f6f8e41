"""Writes the JPEG files beside this script, of kinds that the Java library does not write. Pillow 9.4 made them, and
jpegtran of libjpeg-turbo 2.1.5 put the restart markers in."""
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image

here = Path(__file__).parent
rng = np.random.default_rng(7)


def picture(height, width):
    y, x = np.mgrid[0:height, 0:width]
    waves = [np.sin(x / (3 + c) + y / (9 - c)) * 60 + 128 + rng.normal(0, 25, (height, width)) for c in range(3)]
    return Image.fromarray(np.clip(np.stack(waves, -1), 0, 255).astype(np.uint8))


def add_restarts(name, blocks):
    file = str(here / f"{name}.jpg")
    with_restarts = subprocess.run(["jpegtran", "-restart", f"{blocks}B", file], capture_output=True, check=True)
    Path(file).write_bytes(with_restarts.stdout)


for name, subsampling in (("444", 0), ("422", 1), ("420", 2)):
    picture(37, 49).save(here / f"{name}.jpg", quality=90, subsampling=subsampling)
    picture(50, 35).save(here / f"{name}_restarts.jpg", quality=60, subsampling=subsampling)
    add_restarts(f"{name}_restarts", 2)
    picture(33, 7).save(here / f"{name}_own_codes.jpg", quality=97, subsampling=subsampling, optimize=True)
picture(41, 30).convert("L").save(here / "gray_restarts.jpg", quality=80)
add_restarts("gray_restarts", 1)
picture(41, 30).save(here / "progressive.jpg", quality=80, progressive=True)
