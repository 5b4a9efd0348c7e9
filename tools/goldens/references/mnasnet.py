import torchvision

from .reference import TorchReference


def blocks(model, x):
    x = model.layers[0:3](x)
    yield "stem", x
    x = model.layers[3:8](x)
    yield "block1", x
    for i in range(6):
        x = model.layers[8 + i](x)
        yield f"block{i + 2}", x
    yield "top", model.layers[14:](x)


REFERENCES = {
    name: TorchReference(getattr(torchvision.models, name), blocks, "classifier.1", size=64)
    for name in ("mnasnet0_5", "mnasnet0_75", "mnasnet1_0", "mnasnet1_3")
}
COMMITTED = ["mnasnet0_5"]
