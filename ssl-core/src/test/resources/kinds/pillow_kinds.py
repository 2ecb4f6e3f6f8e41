"""Writes about a hundred and fifty small pictures of every kind that is read, and what Pillow makes of each.

The files go to files/. pillow_kinds.csv has a line per file: its upright height and width, and how far a sample may be
from Pillow's at most and on average, of 255. pillow_rgb.gz has Pillow's pixels, 3 bytes each, in the order of the lines:
turned upright by EXIF, transparent parts over white, the first frame in its place on the screen.
Run:  /usr/bin/python3 pillow_kinds.py      (made with Pillow 9.4.0, numpy 1.24.2 and jpegtran of libjpeg-turbo 2.1.5)
"""
import csv
import gzip
import io
import shutil
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms

import raw_bmp
import raw_gif
import raw_png
import raw_tiff

here = Path(__file__).parent
files = here / "files"
shutil.rmtree(files, ignore_errors=True)
files.mkdir()
lines = []

EXACT = (0, 0)
ROUNDED = (1, 1)          # 16 bits, or alpha: rounding differs
JPEG = (3, 0.6)           # libjpeg-turbo and libjpeg 6b: inverse transform and upsampling round differently
CHROMA = (70, 4)          # libwebp enlarges chroma smoothly, the plug-in repeats it: edges of colour differ
CONVERTED = (20, 5)       # a colour space that has no exact conversion, or a colour profile


def picture(height=18, width=24, seed=3):
    """Smooth waves with a dark bar and a bright corner: no flip or turn of it is the same picture."""
    y, x = np.mgrid[0:height, 0:width]
    rgb = np.stack([np.sin(x / (4 + c) + y / (9 - 2 * c) + seed) * 70 + 128 for c in range(3)], -1)
    rgb[:, width // 5] *= 0.3
    rgb[: height // 4, width * 3 // 4:] = 250, 240, 60
    return np.clip(rgb, 0, 255).astype(np.uint8)


def photo(height, width, seed):
    """Soft patches of colour under grain."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(70, 186, (height // 14 + 2, width // 14 + 2, 3), dtype=np.uint8)
    smooth = np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC), np.float64)
    return np.clip(smooth + rng.normal(0, 15, (height, width, 1)), 0, 255).astype(np.uint8)


rgb = picture()
y, x = np.mgrid[0:18, 0:24]
colour = Image.fromarray(rgb)
gray = colour.convert("L")
alpha = Image.fromarray(np.dstack([rgb, np.clip(x * 12 + y, 0, 255).astype(np.uint8)]))
gray_alpha = alpha.convert("LA")
palette = colour.quantize(16)
wide = (rgb.astype(np.uint16) * 255 + x[..., None] * 3 + 1).astype(np.uint16)      # 16 bits that are no repeated 8


def turned(image, orientation):
    steps = Image.Transpose
    step = {2: steps.FLIP_LEFT_RIGHT, 3: steps.ROTATE_180, 4: steps.FLIP_TOP_BOTTOM, 5: steps.TRANSPOSE,
            6: steps.ROTATE_270, 7: steps.TRANSVERSE, 8: steps.ROTATE_90}.get(orientation)
    return image if step is None else image.transpose(step)


def expected(content):
    image = Image.open(io.BytesIO(content))
    orientation = image.getexif().get(274)
    image.load()
    if image.mode.startswith("I;16") or image.mode == "I":
        level = np.round(np.asarray(image.convert("I")) / 257).astype(np.uint8)
        image = Image.fromarray(level)
    if orientation and image.format != "TIFF":       # which Pillow turns itself
        image = turned(image, orientation)
    if image.mode in ("LA", "PA", "RGBA", "RGBa", "La") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(white, image)
    if image.mode == "LAB":
        profile = ImageCms.buildTransform(
            ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")
        image = ImageCms.applyTransform(image, profile)
    return np.asarray(image.convert("RGB"))


def add(name, content, tolerance, pixels=None):
    (files / name).write_bytes(content)
    lines.append((name, tolerance, expected(content) if pixels is None else pixels))


def saved(image, form, **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def exif(value):
    tags = Image.Exif()
    tags[274] = value
    return tags


def profile(space):
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()


# JPEG ---------------------------------------------------------------------------------------------------------------
def segment(marker, data):
    return bytes([0xFF, marker]) + (len(data) + 2).to_bytes(2, "big") + data


def without_app(jpeg, *markers):
    out, at = bytearray(jpeg[:2]), 2
    while jpeg[at + 1] != 0xDA:
        length = 2 + int.from_bytes(jpeg[at + 2:at + 4], "big")
        if jpeg[at + 1] not in markers:
            out += jpeg[at:at + length]
        at += length
    return bytes(out + jpeg[at:])


def with_segment(jpeg, part):
    return jpeg[:2] + part + jpeg[2:]


def with_ids(jpeg, ids):
    out = bytearray(jpeg)
    at = max(jpeg.find(b"\xff\xc0"), jpeg.find(b"\xff\xc2"))
    scan = jpeg.find(b"\xff\xda")
    for i, number in enumerate(ids):
        old = jpeg[at + 10 + 3 * i]
        out[at + 10 + 3 * i] = number
        place = scan
        while place >= 0:
            for j in range(jpeg[place + 4]):
                if jpeg[place + 5 + 2 * j] == old:
                    out[place + 5 + 2 * j] = number
            place = jpeg.find(b"\xff\xda", place + 2)
    return bytes(out)


def transformed(jpeg, *options):
    return subprocess.run(["jpegtran", *options], input=jpeg, capture_output=True, check=True).stdout


ADOBE = [segment(0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([i])) for i in range(3)]
JFIF, APP14 = 0xE0, 0xEE
for name, subsampling in (("444", 0), ("422", 1), ("420", 2)):
    for q in (25, 75, 95):
        add(f"jpeg_{name}_q{q}.jpg", saved(colour, "JPEG", quality=q, subsampling=subsampling), JPEG)
    add(f"jpeg_{name}_progressive.jpg", saved(colour, "JPEG", subsampling=subsampling, progressive=True), JPEG)
    add(f"jpeg_{name}_restarts.jpg",
        transformed(saved(colour, "JPEG", subsampling=subsampling), "-restart", "2B"), JPEG)
    add(f"jpeg_{name}_odd.jpg",
        saved(Image.fromarray(picture(13, 17)), "JPEG", quality=90, subsampling=subsampling), JPEG)
    add(f"jpeg_{name}_progressive_restarts.jpg",
        transformed(saved(colour, "JPEG", subsampling=subsampling), "-progressive", "-restart", "1B"), JPEG)
base = saved(colour, "JPEG", quality=85, subsampling=0)
add("jpeg_own_codes.jpg", saved(colour, "JPEG", optimize=True, quality=40), JPEG)
add("jpeg_gray.jpg", saved(gray, "JPEG"), JPEG)
add("jpeg_gray_progressive.jpg", saved(gray, "JPEG", progressive=True), JPEG)
add("jpeg_arithmetic.jpg", transformed(base, "-arithmetic"), JPEG)
add("jpeg_one_pixel.jpg", saved(colour.crop((3, 3, 4, 4)), "JPEG"), JPEG)
add("jpeg_one_row.jpg", saved(colour.crop((0, 3, 24, 4)), "JPEG", subsampling=2), JPEG)
add("jpeg_one_column.jpg", saved(colour.crop((3, 0, 4, 18)), "JPEG", subsampling=2), JPEG)
add("jpeg_cmyk.jpg", saved(colour.convert("CMYK"), "JPEG", quality=95), JPEG)
add("jpeg_cmyk_progressive.jpg", saved(colour.convert("CMYK"), "JPEG", quality=95, progressive=True), JPEG)
cmyk = without_app(saved(colour.convert("CMYK"), "JPEG", quality=95), APP14)
add("jpeg_cmyk_without_adobe.jpg", cmyk, JPEG)
add("jpeg_ycck.jpg", with_segment(cmyk, ADOBE[2]), JPEG)
for i in range(3):
    add(f"jpeg_adobe{i}.jpg", with_segment(without_app(base, JFIF), ADOBE[i]), JPEG)
    add(f"jpeg_adobe{i}_with_jfif.jpg", base[:20] + ADOBE[i] + base[20:], JPEG)
    progressive = transformed(base, "-progressive")
    add(f"jpeg_adobe{i}_with_jfif_progressive.jpg", progressive[:20] + ADOBE[i] + progressive[20:], JPEG)
    add(f"jpeg_adobe{i}_progressive.jpg", with_segment(without_app(progressive, JFIF), ADOBE[i]), JPEG)
add("jpeg_without_jfif.jpg", without_app(base, JFIF), JPEG)
add("jpeg_rgb_by_names.jpg", with_ids(without_app(base, JFIF), b"RGB"), JPEG)
add("jpeg_rgb_by_names_progressive.jpg", with_ids(without_app(progressive, JFIF), b"RGB"), JPEG)
add("jpeg_components_from_0.jpg", with_ids(without_app(base, JFIF), b"\0\1\2"), JPEG)
add("jpeg_components_from_0_progressive.jpg", with_ids(without_app(progressive, JFIF), b"\0\1\2"), JPEG)
add("jpeg_icc_srgb.jpg", saved(colour, "JPEG", quality=90, icc_profile=profile("sRGB")), CONVERTED)
add("jpeg_icc_lab.jpg", saved(colour, "JPEG", quality=90, icc_profile=profile("LAB")), JPEG)
add("jpeg_icc_lab_progressive.jpg",
    saved(colour, "JPEG", quality=90, icc_profile=profile("LAB"), progressive=True), JPEG)
add("jpeg_icc_rgb_in_gray.jpg", saved(gray, "JPEG", quality=90, icc_profile=profile("sRGB")), JPEG)
add("jpeg_icc_damaged.jpg", saved(colour, "JPEG", quality=90, icc_profile=b"no profile at all" * 9), JPEG)
add("jpeg_comment_and_fill.jpg",
    with_segment(base, segment(0xFE, b"a comment") + segment(0xED, b"x" * 40) + b"\xff\xff\xff"), JPEG)
add("jpeg_more_after_the_end.jpg", base + b"and more", JPEG)
for i in range(1, 9):
    add(f"jpeg_turned{i}.jpg", saved(colour, "JPEG", quality=90, subsampling=0, exif=exif(i)), JPEG)

# PNG ----------------------------------------------------------------------------------------------------------------
for name, image in (("gray", gray), ("gray_alpha", gray_alpha), ("rgb", colour), ("rgba", alpha), ("palette", palette),
                    ("bits", gray.convert("1"))):
    add(f"png_{name}.png", saved(image, "PNG"), ROUNDED if "a" in image.mode.lower() else EXACT)
g = np.asarray(gray)
for bits in (1, 2, 4, 8, 16):
    level = g >> (8 - bits) if bits <= 8 else wide[..., 0]
    for interlaced in (0, 1):
        name = f"png_own_gray{bits}{'_interlaced' if interlaced else ''}.png"
        add(name, raw_png.write(level, 0, bits, interlaced), ROUNDED if bits == 16 else EXACT)
    if bits <= 8:
        colours = np.random.default_rng(1).integers(0, 256, (1 << bits, 3), dtype=np.uint8)
        add(f"png_own_palette{bits}.png", raw_png.write(level, 3, bits, bits % 2, palette=colours), EXACT)
for interlaced in (0, 1):
    tail = "_interlaced" if interlaced else ""
    add(f"png_own_rgb{tail}.png", raw_png.write(rgb, 2, 8, interlaced), EXACT)
    add(f"png_own_rgba{tail}.png", raw_png.write(np.asarray(alpha), 6, 8, interlaced), ROUNDED)
    add(f"png_own_rgb16{tail}.png", raw_png.write(wide, 2, 16, interlaced), ROUNDED)
    four = np.dstack([wide, (np.asarray(alpha)[..., 3].astype(np.uint16) * 257)])
    add(f"png_own_rgba16{tail}.png", raw_png.write(four, 6, 16, interlaced), (2, 1))
add("png_own_gray_alpha16.png", raw_png.write(four[..., [0, 3]], 4, 16, 0), (2, 1))
for filtered in range(5):
    add(f"png_filter{filtered}.png", raw_png.write(rgb, 2, 8, 0, row_filter=filtered), EXACT)
quarter = (rgb >> 5 << 5)
add("png_transparent_gray.png", raw_png.write(g >> 5 << 5, 0, 8, 0, transparent=(int(g[9, 9]) >> 5 << 5,)), EXACT)
add("png_transparent_rgb.png", raw_png.write(quarter, 2, 8, 0, transparent=tuple(map(int, quarter[2, 20]))), EXACT)
add("png_transparent_palette.png",
    raw_png.write(g >> 4, 3, 4, 0, palette=colours[:16], alphas=bytes(range(0, 256, 17))), ROUNDED)
add("png_gamma.png", raw_png.write(rgb, 2, 8, 0, extra=[(b"gAMA", (45455).to_bytes(4, "big"))]), EXACT)
add("png_background.png", raw_png.write(rgb, 2, 8, 0, extra=[(b"bKGD", b"\0\1\0\2\0\3")]), EXACT)
add("png_icc_srgb.png", saved(colour, "PNG", icc_profile=profile("sRGB")), CONVERTED)
add("png_icc_lab.png", saved(colour, "PNG", icc_profile=profile("LAB")), EXACT)
add("png_icc_rgb_in_gray.png", saved(gray, "PNG", icc_profile=profile("sRGB")), EXACT)
add("png_without_end.png", raw_png.write(rgb, 2, 8, 0)[:-12], EXACT)
for i in (1, 3, 6, 8):
    add(f"png_turned{i}.png", saved(colour, "PNG", exif=exif(i)), EXACT)
add("png_gray16_turned5.png", raw_png.write(wide[..., 0], 0, 16, 0, extra=[(b"eXIf", exif(5).tobytes()[6:])]), ROUNDED)

# BMP ----------------------------------------------------------------------------------------------------------------
for name, image in (("bits", gray.convert("1")), ("gray", gray), ("palette", palette), ("rgb", colour)):
    add(f"bmp_{name}.bmp", saved(image, "BMP"), EXACT)
indices = np.asarray(palette)
colours = np.asarray(palette.getpalette()[:48], np.uint8).reshape(16, 3)
for bits in (1, 4, 8):
    add(f"bmp_own_palette{bits}.bmp", raw_bmp.indexed(indices & ((1 << bits) - 1), colours[: 1 << bits], bits), EXACT)
add("bmp_run_length8.bmp", raw_bmp.run_length8(indices, colours), EXACT)
add("bmp_run_length4.bmp", raw_bmp.run_length4(indices, colours), EXACT)
add("bmp_555.bmp", raw_bmp.direct(rgb, 16, (0x7C00, 0x3E0, 0x1F), masks=False), (8, 4))
add("bmp_555_masks.bmp", raw_bmp.direct(rgb, 16, (0x7C00, 0x3E0, 0x1F)), (8, 4))
add("bmp_565_masks.bmp", raw_bmp.direct(rgb, 16, (0xF800, 0x7E0, 0x1F)), (8, 4))
add("bmp_32.bmp", raw_bmp.direct(rgb, 32, (0xFF0000, 0xFF00, 0xFF), masks=False), EXACT)
add("bmp_32_masks.bmp", raw_bmp.direct(rgb, 32, (0xFF, 0xFF00, 0xFF0000)), EXACT, rgb)     # Pillow 9.4 refuses it
add("bmp_from_the_top.bmp", raw_bmp.direct(rgb, 24, None, masks=False, down=True), EXACT)
add("bmp_old_header.bmp", raw_bmp.core(rgb), EXACT)
add("bmp_odd.bmp", saved(Image.fromarray(picture(7, 13)), "BMP"), EXACT)

# GIF ----------------------------------------------------------------------------------------------------------------
add("gif_palette.gif", saved(palette, "GIF", interlace=0), EXACT)
add("gif_interlaced.gif", saved(palette, "GIF", interlace=1), EXACT)
add("gif_gray.gif", saved(gray, "GIF"), EXACT)
add("gif_two_colours.gif", saved(gray.convert("1"), "GIF"), EXACT)
add("gif_256_colours.gif", saved(Image.fromarray(photo(30, 40, 5)).quantize(256), "GIF"), EXACT)
add("gif_transparent.gif", saved(palette, "GIF", transparency=int(indices[9, 9])), EXACT)
add("gif_animated.gif",
    saved(palette, "GIF", save_all=True, append_images=[palette.rotate(180), palette.rotate(90)]), EXACT)
for name, options in (("part_of_the_screen", {}), ("part_over_background", dict(background=3)),
                      ("part_with_transparency", dict(transparent=int(indices[9, 9]))),
                      ("own_colours", dict(local=True)), ("part_with_own_colours", dict(local=True, at=(2, 1)))):
    at = options.pop("at", (5, 3) if name.startswith("part") else (0, 0))
    content = raw_gif.write(indices, colours, screen=(24 + 2 * at[0], 18 + 2 * at[1]), at=at, **options)
    add(f"gif_{name}.gif", content, EXACT)
add("gif_without_end.gif", saved(palette, "GIF")[:-1], EXACT)

# TIFF ---------------------------------------------------------------------------------------------------------------
for compression in ("raw", "packbits", "group3", "group4", "tiff_lzw", "tiff_adobe_deflate"):
    add(f"tiff_bits_{compression}.tif", saved(gray.convert("1"), "TIFF", compression=compression), EXACT)
for name, image in (("gray", gray), ("gray_alpha", gray_alpha), ("rgb", colour), ("rgba", alpha), ("palette", palette),
                    ("cmyk", colour.convert("CMYK"))):
    for compression in ("raw", "packbits", "tiff_lzw", "tiff_adobe_deflate", "tiff_deflate"):
        if compression in ("raw", "tiff_lzw") or name == "rgb":
            add(f"tiff_{name}_{compression}.tif", saved(image, "TIFF", compression=compression),
                ROUNDED if "A" in image.mode or name == "cmyk" else EXACT)
add("tiff_rgb_predictor.tif", saved(colour, "TIFF", compression="tiff_lzw", tiffinfo={317: 2}), EXACT)
add("tiff_rgb_jpeg.tif", saved(colour, "TIFF", compression="jpeg"), (40, 4))
add("tiff_gray_jpeg.tif", saved(gray, "TIFF", compression="jpeg"), JPEG)
add("tiff_lab.tif", saved(ImageCms.applyTransform(colour, ImageCms.buildTransform(
    ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB")), "TIFF"), CONVERTED)
add("tiff_gray16.tif", saved(Image.fromarray(wide[..., 0]), "TIFF"), ROUNDED)
add("tiff_gray16_lzw.tif", saved(Image.fromarray(wide[..., 0]), "TIFF", compression="tiff_lzw"), ROUNDED)
for big in (False, True):
    tail = "_big_endian" if big else ""
    add(f"tiff_own_rgb{tail}.tif", raw_tiff.write(rgb, big=big), EXACT)
    add(f"tiff_own_gray16{tail}.tif", raw_tiff.write(wide[..., 0], big=big), ROUNDED)
    eight = np.round(wide / 257).astype(np.uint8)
    add(f"tiff_own_rgb16{tail}.tif", raw_tiff.write(wide, big=big), ROUNDED, eight)
add("tiff_tiles.tif", raw_tiff.write(rgb, tile=16), EXACT)
add("tiff_tiles_deflate.tif", raw_tiff.write(rgb, tile=16, compression="deflate"), EXACT)
add("tiff_planes.tif", raw_tiff.write(rgb, planar=True), EXACT)
add("tiff_strips.tif", raw_tiff.write(rgb, rows=5), EXACT)
add("tiff_white_is_zero.tif", raw_tiff.write(255 - g, photometric=0), EXACT)
for bits in (2, 4):
    add(f"tiff_gray{bits}.tif", raw_tiff.write_packed(g >> (8 - bits), bits), EXACT)
add("tiff_icc_srgb.tif", saved(colour, "TIFF", icc_profile=profile("sRGB")), CONVERTED)
add("tiff_icc_lab.tif", saved(colour, "TIFF", icc_profile=profile("LAB")), EXACT)
add("tiff_icc_rgb_in_gray.tif", saved(gray, "TIFF", icc_profile=profile("sRGB")), EXACT)
add("tiff_pages.tif", saved(colour, "TIFF", save_all=True, append_images=[gray, alpha]), EXACT)
for i in range(1, 9):
    add(f"tiff_turned{i}.tif", raw_tiff.write(rgb, orientation=i), EXACT)
add("tiff_gray16_turned6.tif", raw_tiff.write(wide[..., 0], orientation=6), ROUNDED,
    np.rot90(np.dstack([np.round(wide[..., 0] / 257)] * 3), -1))      # Pillow 9.4 does not turn 16 bits

# WebP ---------------------------------------------------------------------------------------------------------------
for seed in range(6):
    shape = ((40, 30), (29, 37), (33, 33), (16, 40), (30, 40), (40, 40))[seed]
    quality = (10, 40, 60, 75, 85, 95)[seed]
    add(f"webp_photo{seed}.webp", saved(Image.fromarray(photo(*shape, seed)), "WEBP", quality=quality), CHROMA)
for quality, method in ((5, 0), (50, 2), (80, 4), (90, 6), (100, 6)):
    add(f"webp_q{quality}.webp", saved(colour, "WEBP", quality=quality, method=method), CHROMA)
add("webp_gray.webp", saved(gray, "WEBP", quality=80), CHROMA)
add("webp_alpha.webp", saved(alpha, "WEBP", quality=80), CHROMA)
add("webp_one_pixel.webp", saved(colour.crop((3, 3, 4, 4)), "WEBP"), CHROMA)
for name, image in (("rgb", colour), ("rgba", alpha), ("few_colours", palette.convert("RGB")),
                    ("two_colours", gray.convert("1").convert("RGB")), ("photo", Image.fromarray(photo(20, 24, 9)))):
    for method in (0, 6):
        add(f"webp_lossless_{name}_m{method}.webp",
            saved(image, "WEBP", lossless=True, method=method, exact=True), ROUNDED if name == "rgba" else EXACT)
add("webp_animated.webp", saved(colour, "WEBP", save_all=True, lossless=True, append_images=[colour.rotate(180)]), EXACT)
for i in (3, 5, 6, 8):
    add(f"webp_turned{i}.webp", saved(colour, "WEBP", lossless=True, exif=exif(i)), EXACT)
add("webp_icc_srgb.webp", saved(colour, "WEBP", lossless=True, icc_profile=profile("sRGB")), CONVERTED)
add("webp_icc_lab.webp", saved(colour, "WEBP", lossless=True, icc_profile=profile("LAB")), EXACT)

with open(here / "pillow_kinds.csv", "w", newline="") as out:
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["file", "height", "width", "most", "mean"])
    for name, tolerance, pixels in lines:
        table.writerow([name, *pixels.shape[:2], *tolerance])
with gzip.GzipFile(here / "pillow_rgb.gz", "wb", 9, mtime=0) as out:
    for _, _, pixels in lines:
        out.write(np.ascontiguousarray(pixels[..., :3], np.uint8).tobytes())
print(len(lines), "files of", sum(f.stat().st_size for f in files.iterdir()), "bytes")
