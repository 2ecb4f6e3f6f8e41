"""Writes GIF files with a frame anywhere on the screen (GIF89a)."""
import struct

import numpy as np


def write(indices, colours, screen, at, transparent=None, background=0, local=False):
    table = np.asarray(colours, np.uint8).tobytes()
    flags = 0x80 | 0x70 | 3
    out = b"GIF89a" + struct.pack("<HHBBB", *screen, 0 if local else flags, background, 0)
    out += b"" if local else table
    if transparent is not None:
        out += bytes([0x21, 0xF9, 4, 1, 0, 0, transparent, 0])
    height, width = indices.shape
    out += b"\x2c" + struct.pack("<HHHHB", *at, width, height, 0x83 if local else 0) + (table if local else b"")
    return out + b"\x04" + blocks(codes(indices.reshape(-1))) + b"\x3b"


def codes(values):
    """Codes of 5 bits: the table is cleared before it grows beyond them."""
    bits = []
    for number, value in enumerate(values):
        if number % 10 == 0:
            bits.append(16)
        bits.append(int(value))
    bits.append(17)
    total = sum(code << (5 * i) for i, code in enumerate(bits))
    return total.to_bytes((5 * len(bits) + 7) // 8, "little")


def blocks(data):
    out = b""
    for start in range(0, len(data), 255):
        part = data[start:start + 255]
        out += bytes([len(part)]) + part
    return out + b"\0"
