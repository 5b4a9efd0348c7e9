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


def blocks_and_top(model, x):
    for name, value in blocks(model, x):
        x = value
        yield name, x
    x = model.avgpool(x).flatten(1)
    for module in model.classifier[:-1]:
        if not isinstance(module, nn.Dropout):
            x = module(x)
    yield "classifier", x


REFERENCES = {
    "alexnet": TorchReference(
        torchvision.models.alexnet,
        blocks,
        "classifier.6",
        size=127,
        features=256,
        unused=("classifier.1", "classifier.4"),
    ),
    "alexnet.top": TorchReference(
        torchvision.models.alexnet,
        blocks_and_top,
        "classifier.6",
        size=224,
        pool="none",
        top=True,
        flattened={"classifier.1.weight": (256, 36)},
    ),
}
COMMITTED = ["alexnet"]
