"""Pillow's RGB of small CMYK and YCCK JPEGs, with the files themselves.

Writes packages/runtime/src/modalities/images/goldens/cmyk.json. Needs pillow==13.0.0 and numpy.
"""

import base64
import io
import json
import pathlib

import numpy as np
from PIL import Image

SIZE = 16
# Cyan, magenta, yellow, black: blue, white, black, green, brown, magenta, grey, a dark red.
INKS = [
    (235, 215, 55, 0),
    (0, 0, 0, 0),
    (255, 255, 255, 255),
    (200, 10, 220, 20),
    (60, 140, 190, 70),
    (0, 255, 0, 0),
    (0, 0, 0, 128),
    (20, 240, 200, 90),
]


def inked() -> Image.Image:
    pixels = np.zeros((SIZE, SIZE, 4), np.uint8)
    for i, ink in enumerate(INKS):
        top, left = 8 * (i // 4), 4 * (i % 4)
        pixels[top : top + 8, left : left + 4] = ink
    return Image.fromarray(pixels, "CMYK")


def jpeg(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=95)
    return file.getvalue()


def without_adobe(data: bytes) -> bytes:
    """Pillow writes Adobe's segment, of 16 bytes, for CMYK; some programs do not."""
    at = data.index(b"\xff\xee")
    return data[:at] + data[at + 16 :]


def ycck(data: bytes) -> bytes:
    """The same numbers, declared to be luminance, chrominance and black, as Photoshop writes them."""
    transform = data.index(b"Adobe") + 11
    return data[:transform] + b"\x02" + data[transform + 1 :]


def golden(name: str, data: bytes) -> dict:
    image = Image.open(io.BytesIO(data))
    assert image.mode == "CMYK"
    pixels = np.asarray(image.convert("RGB"))
    return {
        "name": name,
        "size": SIZE,
        "jpeg": base64.b64encode(data).decode(),
        "pixels": base64.b64encode(pixels.tobytes()).decode(),
    }


written = jpeg(inked())
goldens = [
    golden("CMYK of Adobe", written),
    golden("CMYK without Adobe's segment", without_adobe(written)),
    golden("YCCK", ycck(written)),
]
folder = pathlib.Path(__file__).parents[2] / "packages/runtime/src/modalities/images/goldens"
(folder / "cmyk.json").write_text(json.dumps(goldens, indent=2) + "\n")
