"""Inception V3 and Inception-ResNet V2."""

import torchvision

from .reference import KerasReference, TorchReference

MODULES = ["5b", "5c", "5d", "6a", "6b", "6c", "6d", "6e", "7a", "7b", "7c"]


def blocks(model, x):
    x = model.Conv2d_2b_3x3(model.Conv2d_2a_3x3(model.Conv2d_1a_3x3(x)))
    x = model.Conv2d_4a_3x3(model.Conv2d_3b_1x1(model.maxpool1(x)))
    x = model.maxpool2(x)
    yield "stem", x
    for name in MODULES:
        x = getattr(model, f"Mixed_{name}")(x)
        yield f"mixed_{name}", x


def of_keras(name: str):
    """Imports Keras when it is needed."""

    def make(**options):
        import keras

        return getattr(keras.applications, name)(**options)

    return make


REFERENCES = {
    "inception_v3": TorchReference(
        lambda: torchvision.models.inception_v3(init_weights=False), blocks, "fc", size=155, unused=("AuxLogits",)
    ),
    "inception_v3_keras": KerasReference(
        of_keras("InceptionV3"),
        # The pool of the stem is the second of the network.
        {"stem": "max_pooling2d_1"} | {f"mixed{i}": f"mixed{i}" for i in range(11)},
        size=107,
    ),
    "inception_resnet_v2": KerasReference(
        of_keras("InceptionResNetV2"),
        {
            "stem": "max_pooling2d_1",
            "mixed_5b": "mixed_5b",
            "block35": "block35_10_ac",
            "mixed_6a": "mixed_6a",
            "block17": "block17_20_ac",
            "mixed_7a": "mixed_7a",
            "block8": "custom_scale_layer_39",
            "conv_7b": "conv_7b_ac",
        },
        size=107,
    ),
}
COMMITTED = ["inception_v3", "inception_v3_keras"]
