"""
Writes what the reference packages publish of their weights, one file of JSON for each package: `python sources.py`, or
`python sources.py keras EfficientNetB0` to print a part. The catalogue's cards are compared with these files.
"""

import json
import os
import pathlib
import sys
from importlib.metadata import version

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

HERE = pathlib.Path(__file__).parent


def models(package):
    if package == "torchvision":
        import torchvision_models as module
    elif package == "keras":
        import keras_models as module
    elif package == "timm":
        import timm_models as module
    else:
        sys.exit(f"{package} is none of torchvision, keras and timm.")
    return module


def text(package, wanted=None):
    """JSON with one entry a line, so that a change of a package reads well as a difference."""
    entries = ",\n".join(json.dumps(entry, allow_nan=False) for entry in models(package).catalogue(wanted))
    return f'{{"package": "{package}", "version": "{version(package)}", "entries": [\n{entries}\n]}}\n'


if len(sys.argv) > 2:
    print(text(sys.argv[1], set(sys.argv[2:])), end="")
else:
    for package in sys.argv[1:] or ["torchvision", "keras", "timm"]:
        (HERE / f"{package}.json").write_text(text(package))
