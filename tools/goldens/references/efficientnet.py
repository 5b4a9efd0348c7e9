import math
from functools import partial

from keras.src.applications.efficientnet import EfficientNet
import torchvision

from .reference import KerasReference, TorchReference

REPEATS = [1, 2, 2, 3, 3, 4, 1]
# Width, depth and native size.
VARIANTS = [
    (1.0, 1.0, 224),
    (1.0, 1.1, 240),
    (1.1, 1.2, 260),
    (1.2, 1.4, 300),
    (1.4, 1.8, 380),
    (1.6, 2.2, 456),
    (1.8, 2.6, 528),
    (2.0, 3.1, 600),
]


def blocks(model, x):
    stem, *stages, top = model.features
    x = stem(x)
    yield "stem", x
    for i, stage in enumerate(stages):
        x = stage(x)
        yield f"block{i + 1}", x
    yield "top", top(x)


def without_stochastic_depth(make):
    return lambda: make(stochastic_depth_prob=0.0)


def last_layers(repeats: list[int]) -> dict[str, str]:
    """The last layer of each stage of Keras's: an addition, or the norm of a stage's only unit."""
    return {
        f"block{i + 1}": f"block{i + 1}{chr(96 + count)}_{'add' if count > 1 else 'project_bn'}"
        for i, count in enumerate(repeats)
    }


def ceiling(repeats: list[int], depth: float) -> list[int]:
    return [math.ceil(count * depth) for count in repeats]


def keras_reference(n: int) -> KerasReference:
    """`keras.applications.EfficientNetB0` and its like have no argument for stochastic depth."""
    width, depth, size = VARIANTS[n]
    ends = last_layers(ceiling(REPEATS, depth))
    return KerasReference(
        partial(EfficientNet, width, depth, size, drop_connect_rate=0.0, name=f"efficientnetb{n}"),
        {"stem": "stem_activation", **ends, "top": "top_activation"},
        start="normalization",
        unused=("normalization",),
        size=64,
    )


REFERENCES = {
    **{
        f"efficientnet_b{n}": TorchReference(
            without_stochastic_depth(getattr(torchvision.models, f"efficientnet_b{n}")), blocks, "classifier.1", size=64
        )
        for n in range(8)
    },
    **{f"efficientnet_b{n}_keras": keras_reference(n) for n in range(8)},
}
COMMITTED = ["efficientnet_b0", "efficientnet_b0_keras"]
