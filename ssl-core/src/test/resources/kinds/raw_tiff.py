"""Writes TIFF files of any sample type, byte order, strips, tiles and planes (TIFF 6.0)."""
import struct
import zlib

import numpy as np

FORMATS = {"u": 1, "i": 2, "f": 3}


def lzw(data):
    """Codes of 9 bits: the table is cleared before it grows beyond them."""
    bits = []
    for number, value in enumerate(data):
        if number % 200 == 0:
            bits.append(256)
        bits.append(value)
    bits.append(257)
    total = 0
    for code in bits:
        total = total << 9 | code
    total <<= -9 * len(bits) % 8
    return total.to_bytes((9 * len(bits) + 7) // 8, "big")


def run_lengths(data):
    out = bytearray()
    for start in range(0, len(data), 100):
        part = data[start:start + 100]
        out += bytes([len(part) - 1]) + part
    return bytes(out)


def compressed(data, compression):
    return {"none": lambda d: d, "deflate": zlib.compress, "lzw": lzw, "packbits": run_lengths}[compression](data)


NUMBERS = {"none": 1, "lzw": 5, "deflate": 8, "packbits": 32773}


def differences(block, order, predictor):
    """A block [rows, columns, channels] as bytes: 1 as it is, 2 differences along rows, 3 differences of float bytes."""
    stored = block.astype(block.dtype.newbyteorder(order))
    if predictor == 2:
        unsigned = block.astype(block.dtype.newbyteorder("=")).view(f"u{block.dtype.itemsize}")
        change = unsigned.copy()
        change[:, 1:] -= unsigned[:, :-1]
        return change.astype(change.dtype.newbyteorder(order)).tobytes()
    if predictor == 3:
        rows, columns, channels = block.shape
        size = block.dtype.itemsize
        high_first = block.astype(block.dtype.newbyteorder(">")).reshape(rows, -1).view(np.uint8)
        planes = high_first.reshape(rows, columns * channels, size).transpose(0, 2, 1).reshape(rows, -1)
        change = planes.copy()
        change[:, channels:] -= planes[:, :-channels]
        return change.tobytes()
    return stored.tobytes()


def blocks(pixels, rows, tile):
    height, width = pixels.shape[:2]
    if tile:
        for top in range(0, height, tile):
            for left in range(0, width, tile):
                part = pixels[top:top + tile, left:left + tile]
                fill = ((0, tile - part.shape[0]), (0, tile - part.shape[1]), (0, 0))
                yield np.pad(part, fill)
    else:
        for top in range(0, height, rows):
            yield pixels[top:top + rows]


def write(pixels, big=False, compression="none", predictor=1, tile=0, rows=None, planar=False, photometric=None,
          orientation=None, extra=None, bits=None):
    pixels = pixels if pixels.ndim == 3 else pixels[..., None]
    height, width, channels = pixels.shape
    order = ">" if big else "<"
    parts = [pixels[..., c:c + 1] for c in range(channels)] if planar else [pixels]
    data = [compressed(differences(block, order, predictor), compression)
            for part in parts for block in blocks(part, rows or height, tile)]
    kind = FORMATS[pixels.dtype.kind]
    if photometric is None:
        photometric = 2 if channels in (3, 4) else 1
    extra = channels - (3 if photometric == 2 else 1) if extra is None else extra
    tags = {256: (4, [width]), 257: (4, [height]), 258: (3, [8 * pixels.dtype.itemsize] * channels),
            259: (3, [NUMBERS[compression]]), 262: (3, [photometric]), 277: (3, [channels]),
            284: (3, [2 if planar else 1])}
    if predictor != 1:
        tags[317] = (3, [predictor])
    if tile:
        tags |= {322: (3, [tile]), 323: (3, [tile]), 324: (4, None), 325: (4, [len(d) for d in data])}
    else:
        tags |= {273: (4, None), 278: (4, [rows or height]), 279: (4, [len(d) for d in data])}
    if extra:
        tags[338] = (3, [0] * extra)
    if kind != 1:
        tags[339] = (3, [kind] * channels)
    if orientation:
        tags[274] = (3, [orientation])
    return assembled(tags, data, order)


def write_packed(levels, bits):
    """Gray of less than 8 bits."""
    height, width = levels.shape
    rows = [np.packbits(np.unpackbits(row.astype(np.uint8)[:, None], axis=1)[:, 8 - bits:].reshape(-1)).tobytes()
            for row in levels]
    data = [b"".join(rows)]
    tags = {256: (4, [width]), 257: (4, [height]), 258: (3, [bits]), 259: (3, [1]), 262: (3, [1]), 273: (4, None),
            277: (3, [1]), 278: (4, [height]), 279: (4, [len(data[0])])}
    return assembled(tags, data, "<")


def assembled(tags, data, order):
    """Header, directory, the values that do not fit into it, then the blocks."""
    sizes = {3: ("H", 2), 4: ("I", 4)}
    directory = 2 + 12 * len(tags) + 4
    overflow_at = 8 + directory
    counts = {tag: len(values) if values else len(data) for tag, (_, values) in tags.items()}
    overflow = sum(counts[tag] * sizes[kind][1] for tag, (kind, _) in tags.items() if counts[tag] * sizes[kind][1] > 4)
    place, places = overflow_at + overflow, []
    for block in data:
        places.append(place)
        place += len(block)
    out = (b"MM" if order == ">" else b"II") + struct.pack(order + "HI", 42, 8) + struct.pack(order + "H", len(tags))
    tail = b""
    for tag, (kind, values) in sorted(tags.items()):
        values = places if values is None else values
        content = struct.pack(order + str(len(values)) + sizes[kind][0], *values)
        if len(content) > 4:
            field = struct.pack(order + "I", overflow_at + len(tail))
            tail += content
        else:
            field = content.ljust(4, b"\0")
        out += struct.pack(order + "HHI", tag, kind, len(values)) + field
    return out + struct.pack(order + "I", 0) + tail + b"".join(data)
