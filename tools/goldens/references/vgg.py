import torchvision

from .alexnet import blocks
from .reference import Shapes, TorchReference


def in_keras(name: str) -> Shapes:
    from .keras_model import keras, shapes_of

    return shapes_of(getattr(keras.applications, name)(weights=None))


def reference(name: str) -> TorchReference:
    layouts = {"vgg16": {"keras": lambda: in_keras("VGG16")}, "vgg19": {"keras": lambda: in_keras("VGG19")}}
    return TorchReference(
        getattr(torchvision.models, name),
        blocks,
        "classifier.6",
        size=64,
        features=512,
        unused=("classifier.0", "classifier.3"),
        other_layouts=layouts.get(name, {}),
    )


REFERENCES = {f"vgg{depth}{norm}": reference(f"vgg{depth}{norm}") for depth in (11, 13, 16, 19) for norm in ("", "_bn")}
COMMITTED = ["vgg11_bn"]
