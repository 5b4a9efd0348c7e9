import torchvision

from .reference import TorchReference


def blocks(model, x):
    x = model.maxpool(model.conv1(x))
    yield "stem", x
    for name in ("stage2", "stage3", "stage4"):
        x = getattr(model, name)(x)
        yield name, x
    yield "top", model.conv5(x)


REFERENCES = {
    name: TorchReference(getattr(torchvision.models, name), blocks, "fc")
    for name in ("shufflenet_v2_x0_5", "shufflenet_v2_x1_0", "shufflenet_v2_x1_5", "shufflenet_v2_x2_0")
}
COMMITTED = ["shufflenet_v2_x0_5"]
