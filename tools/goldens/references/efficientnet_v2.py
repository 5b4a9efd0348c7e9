from functools import partial

from keras.src.applications.efficientnet_v2 import EfficientNetV2
import torchvision

from .efficientnet import blocks, ceiling, last_layers, without_stochastic_depth
from .reference import KerasReference, TorchReference

BASE = [1, 2, 2, 3, 5, 8]
# Name in Keras, width, depth, native size, units of each stage.
VARIANTS = {
    "b0": ("efficientnetv2-b0", 1.0, 1.0, 224, BASE),
    "b1": ("efficientnetv2-b1", 1.0, 1.1, 240, ceiling(BASE, 1.1)),
    "b2": ("efficientnetv2-b2", 1.1, 1.2, 260, ceiling(BASE, 1.2)),
    "b3": ("efficientnetv2-b3", 1.2, 1.4, 300, ceiling(BASE, 1.4)),
    "s": ("efficientnetv2-s", 1.0, 1.0, 384, [2, 4, 4, 6, 9, 15]),
    "m": ("efficientnetv2-m", 1.0, 1.0, 480, [3, 5, 5, 7, 14, 18, 5]),
    "l": ("efficientnetv2-l", 1.0, 1.0, 480, [4, 7, 7, 10, 19, 25, 7]),
}


def keras_reference(variant: str) -> KerasReference:
    name, width, depth, size, repeats = VARIANTS[variant]
    ends = last_layers(repeats)
    if repeats[0] == 1:
        ends["block1"] = "block1a_project_activation"
    return KerasReference(
        partial(EfficientNetV2, width, depth, size, drop_connect_rate=0.0, name=name),
        {"stem": "stem_activation", **ends, "top": "top_activation"},
        options={"include_preprocessing": False},
        size=64,
    )


REFERENCES = {
    **{
        f"efficientnet_v2_{size}": TorchReference(
            without_stochastic_depth(getattr(torchvision.models, f"efficientnet_v2_{size}")),
            blocks,
            "classifier.1",
            size=64,
        )
        for size in "sml"
    },
    **{f"efficientnet_v2_b{n}": keras_reference(f"b{n}") for n in range(4)},
    **{f"efficientnet_v2_{size}_keras": keras_reference(size) for size in "sml"},
}
COMMITTED = ["efficientnet_v2_b0"]
