import torchvision
from torch import nn

from .reference import TorchReference


def blocks(model, x):
    index = 1
    for module in model.features:
        x = module(x)
        if isinstance(module, nn.MaxPool2d):
            yield f"block{index}", x
            index += 1


REFERENCES = {
    "alexnet": TorchReference(
        torchvision.models.alexnet,
        blocks,
        "classifier.6",
        size=127,
        features=256,
        unused=("classifier.1", "classifier.4"),
    )
}
COMMITTED = ["alexnet"]
