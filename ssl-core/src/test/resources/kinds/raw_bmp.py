"""Writes BMP files of kinds that Pillow reads but does not write."""
import struct

import numpy as np


def whole(header, palette, data):
    start = 14 + len(header) + len(palette)
    return b"BM" + struct.pack("<IHHI", start + len(data), 0, 0, start) + header + palette + data


def info(width, height, bits, compression, length, colours=0):
    return struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, length, 2835, 2835, colours, 0)


def quads(colours):
    return b"".join(bytes([b, g, r, 0]) for r, g, b in colours)


def padded(row):
    return row + bytes(-len(row) % 4)


def indexed(indices, colours, bits):
    rows = []
    for row in indices[::-1].astype(np.uint8):
        flat = np.unpackbits(row[:, None], axis=1)[:, 8 - bits:].reshape(-1)
        rows.append(padded(np.packbits(flat).tobytes()))
    data = b"".join(rows)
    height, width = indices.shape
    return whole(info(width, height, bits, 0, len(data), len(colours)), quads(colours), data)


def run_length8(indices, colours):
    data = bytearray()
    for number, row in enumerate(indices[::-1]):
        at = 0
        if number % 3 == 1:                         # as they are, padded to an even number
            data += bytes([0, len(row)]) + bytes(row.tolist()) + bytes(len(row) % 2)
            at = len(row)
        while at < len(row):
            run = 1
            while at + run < len(row) and row[at + run] == row[at]:
                run += 1
            data += bytes([run, row[at]])
            at += run
        data += b"\0\0"
    data += b"\0\1"
    height, width = indices.shape
    return whole(info(width, height, 8, 1, len(data), len(colours)), quads(colours), bytes(data))


def run_length4(indices, colours):
    data = bytearray()
    for row in indices[::-1]:
        for at in range(0, len(row), 2):
            pair = row[at:at + 2]
            data += bytes([len(pair), int(pair[0]) << 4 | int(pair[-1])])
        data += b"\0\0"
    data += b"\0\1"
    height, width = indices.shape
    return whole(info(width, height, 4, 2, len(data), len(colours)), quads(colours), bytes(data))


def scaled(rgb, mask, channel):
    low = (mask & -mask).bit_length() - 1
    bits = bin(mask).count("1")
    return (rgb[..., channel].astype(np.uint32) >> (8 - bits)) << low


def direct(rgb, bits, channels, masks=True, down=False):
    height, width = rgb.shape[:2]
    rows = rgb if down else rgb[::-1]
    if bits == 24:
        lines = [padded(row[:, ::-1].tobytes()) for row in rows]
    else:
        values = sum(scaled(rows, mask, c) for c, mask in enumerate(channels))
        lines = [padded(row.astype("<u2" if bits == 16 else "<u4").tobytes()) for row in values]
    data = b"".join(lines)
    table = struct.pack("<III", *channels) if masks else b""
    return whole(info(width, -height if down else height, bits, 3 if masks else 0, len(data)), table, data)


def core(rgb):
    data = b"".join(padded(row[:, ::-1].tobytes()) for row in rgb[::-1])
    return whole(struct.pack("<IHHHH", 12, rgb.shape[1], rgb.shape[0], 1, 24), b"", data)
