import re
from functools import partial

import torch
import torchvision

from .reference import TorchReference
from .torch_model import shapes_of


def blocks(model, x):
    stem = ("conv0", "norm0", "relu0", "pool0")
    for name, module in model.features.named_children():
        x = module(x)
        if name == stem[-1]:
            yield "stem", x
        elif name == "norm5":
            yield "top", torch.relu(x)
        elif name not in stem:
            yield name, x


def published(make):
    """torchvision's files are older than the names of its modules (`_load_state_dict` in models/densenet.py)."""
    names = re.compile(r"(denselayer\d+\.(?:norm|conv))([12])\.")
    return {names.sub(r"\1.\2.", name): shape for name, shape in shapes_of(make()).items()}


def reference(make):
    return TorchReference(
        make, blocks, "classifier", other_layouts={"torchvision_published": partial(published, make)}
    )


REFERENCES = {
    name: reference(getattr(torchvision.models, name))
    for name in ("densenet121", "densenet161", "densenet169", "densenet201")
}
COMMITTED = ["densenet121"]
