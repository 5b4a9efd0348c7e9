import torchvision

from .reference import TorchReference

STAGES = [1, 2, 3, 4, 3, 3, 1]


def blocks(model, x):
    x = model.features[0](x)
    yield "stem", x
    units = iter(model.features[1:18])
    for stage, repeats in enumerate(STAGES):
        for _ in range(repeats):
            x = next(units)(x)
        yield f"block{stage + 1}", x
    yield "top", model.features[18](x)


REFERENCES = {"mobilenet_v2": TorchReference(torchvision.models.mobilenet_v2, blocks, "classifier.1")}
COMMITTED = ["mobilenet_v2"]
