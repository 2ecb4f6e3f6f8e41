"""Writes PNG files of any depth, colour type, row filter and interlacing (ISO/IEC 15948)."""
import struct
import zlib

import numpy as np

PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def packed(row, bits):
    if bits == 16:
        return row.astype(">u2").tobytes()
    if bits == 8:
        return row.astype(np.uint8).tobytes()
    values = row.reshape(-1).astype(np.uint8)
    unpacked = np.unpackbits(values[:, None], axis=1)[:, 8 - bits:].reshape(-1)
    return np.packbits(unpacked).tobytes()


def paeth(a, b, c):
    p = a + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return a if pa <= pb and pa <= pc else b if pb <= pc else c


def filtered(row, above, step, kind):
    out = bytearray([kind])
    for i, value in enumerate(row):
        left = row[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        guess = (0, left, above[i], (left + above[i]) // 2, paeth(left, above[i], corner))[kind]
        out.append((value - guess) & 255)
    return bytes(out)


def scanlines(pixels, bits, row_filter):
    channels = pixels.shape[2] if pixels.ndim == 3 else 1
    step = max(1, channels * bits // 8)
    rows, above = [], None
    for row in pixels:
        data = packed(row, bits)
        rows.append(filtered(data, above or bytes(len(data)), step, row_filter))
        above = data
    return b"".join(rows)


def write(pixels, colour_type, bits, interlaced, row_filter=0, palette=None, alphas=None, transparent=None, extra=()):
    if interlaced:
        parts = [pixels[top::down, left::right] for left, top, right, down in PASSES]
        data = b"".join(scanlines(part, bits, row_filter) for part in parts if part.size)
    else:
        data = scanlines(pixels, bits, row_filter)
    height, width = pixels.shape[:2]
    out = b"\x89PNG\r\n\x1a\n"
    out += chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour_type, 0, 0, interlaced))
    for kind, content in extra:
        out += chunk(kind, content)
    if palette is not None:
        out += chunk(b"PLTE", np.asarray(palette, np.uint8).tobytes())
    if alphas is not None:
        out += chunk(b"tRNS", alphas)
    if transparent is not None:
        out += chunk(b"tRNS", b"".join(struct.pack(">H", level) for level in transparent))
    return out + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")
