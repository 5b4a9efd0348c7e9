"""Pillow's resampling of images made by formula, as hashes of the pixels.

Writes packages/runtime/src/modalities/images/goldens/resample.json. Needs pillow==13.0.0 and numpy.
"""

import hashlib
import json
import pathlib

import numpy as np
from PIL import Image

FILTERS = {"bilinear": Image.BILINEAR, "bicubic": Image.BICUBIC}
CASES = [
    ((64, 64), (128, 128)),
    ((100, 75), (224, 224)),
    ((50, 90), (128, 128)),
    ((300, 200), (128, 128)),
    ((512, 640), (224, 224)),
    ((333, 127), (127, 63)),
    ((1, 9), (32, 32)),
    ((128, 40), (128, 128)),
]


def made_image(width: int, height: int) -> Image.Image:
    y, x, c = np.mgrid[0:height, 0:width, 0:3]
    values = (x * 7 + y * 13 + c * 31 + ((x * y) ^ (x << 2)) // 5) & 255
    return Image.fromarray(values.astype(np.uint8))


goldens = [
    {
        "from": source,
        "to": target,
        "interpolation": name,
        "sha256": hashlib.sha256(made_image(*source).resize(target, kind).tobytes()).hexdigest(),
    }
    for source, target in CASES
    for name, kind in FILTERS.items()
]
root = pathlib.Path(__file__).parents[2]
out = root / "packages/runtime/src/modalities/images/goldens/resample.json"
out.write_text(json.dumps(goldens, indent=1) + "\n")
