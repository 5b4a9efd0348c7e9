import torchvision

from .reference import TorchReference


def blocks(model, x):
    x = model.maxpool(model.relu(model.bn1(model.conv1(x))))
    yield "stem", x
    for i in range(1, 5):
        x = getattr(model, f"layer{i}")(x)
        yield f"layer{i}", x


REFERENCES = {
    name: TorchReference(getattr(torchvision.models, name), blocks, "fc") for name in ("resnet18", "resnet50")
}
COMMITTED = ["resnet18", "resnet50"]
