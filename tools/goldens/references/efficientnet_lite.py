from efficientnet_lite_pytorch import EfficientNet

from .reference import TorchReference

STAGES = [1, 2, 2, 3, 3, 4, 1]


def lite0_blocks(model, x):
    x = model._swish(model._bn0(model._conv_stem(x)))
    yield "stem", x
    units = iter(model._blocks)
    for stage, repeats in enumerate(STAGES):
        for _ in range(repeats):
            x = next(units)(x)
        yield f"block{stage + 1}", x
    yield "top", model._swish(model._bn1(model._conv_head(x)))


REFERENCES = {
    "efficientnet_lite0": TorchReference(
        lambda: EfficientNet.from_name("efficientnet-lite0", drop_connect_rate=0.0), lite0_blocks, "_fc"
    ),
}
COMMITTED = ["efficientnet_lite0"]
