import torchvision
from torch import nn

from .reference import TorchReference


def blocks(model, x):
    name = "stem"
    for module in model.features:
        if isinstance(module, nn.MaxPool2d):
            yield name, x
            name = "block1" if name == "stem" else f"block{int(name[5:]) + 1}"
        x = module(x)
    yield name, x


REFERENCES = {
    name: TorchReference(getattr(torchvision.models, name), blocks, "classifier.1", size=93)
    for name in ("squeezenet1_0", "squeezenet1_1")
}
COMMITTED = ["squeezenet1_1"]
