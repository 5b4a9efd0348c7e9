import torchvision

from .reference import TorchReference

SIZES = {
    "x": ("400mf", "800mf", "1_6gf", "3_2gf", "8gf", "16gf", "32gf"),
    "y": ("400mf", "800mf", "1_6gf", "3_2gf", "8gf", "16gf", "32gf", "128gf"),
}


def blocks(model, x):
    x = model.stem(x)
    yield "stem", x
    for name, stage in model.trunk_output.named_children():
        x = stage(x)
        yield name, x


REFERENCES = {
    name: TorchReference(getattr(torchvision.models, name), blocks, "fc")
    for name in (f"regnet_{kind}_{size}" for kind, sizes in SIZES.items() for size in sizes)
}
COMMITTED = ["regnet_y_400mf"]
