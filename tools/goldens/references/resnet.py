import torchvision

from .reference import TorchReference

NAMES = [
    "resnet18",
    "resnet34",
    "resnet50",
    "resnet101",
    "resnet152",
    "resnext50_32x4d",
    "resnext101_32x8d",
    "resnext101_64x4d",
    "wide_resnet50_2",
    "wide_resnet101_2",
]


def blocks(model, x):
    x = model.maxpool(model.relu(model.bn1(model.conv1(x))))
    yield "stem", x
    for i in range(1, 5):
        x = getattr(model, f"layer{i}")(x)
        yield f"layer{i}", x


REFERENCES = {name: TorchReference(getattr(torchvision.models, name), blocks, "fc") for name in NAMES}
COMMITTED = ["resnet18", "resnet50", "resnext50_32x4d"]
