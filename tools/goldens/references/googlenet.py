import torchvision

from .reference import TorchReference

MODULES = ["3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b"]
POOLS = {"3b": "maxpool3", "4e": "maxpool4"}


def blocks(model, x):
    x = model.maxpool1(model.conv1(x))
    x = model.maxpool2(model.conv3(model.conv2(x)))
    yield "stem", x
    for name in MODULES:
        x = getattr(model, f"inception{name}")(x)
        if name in POOLS:
            x = getattr(model, POOLS[name])(x)
        yield f"inception{name}", x


REFERENCES = {
    "googlenet": TorchReference(
        lambda: torchvision.models.googlenet(init_weights=False), blocks, "fc", size=94, unused=("aux1", "aux2")
    )
}
COMMITTED = ["googlenet"]
