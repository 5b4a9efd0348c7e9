from efficientnet_lite_pytorch import EfficientNet
import timm

from .reference import TorchReference
from .torch_model import shapes_of

# The package pads as TensorFlow does at the native size. Each of these sizes is halved as evenly as that, and so padded alike.
SIZES = [96, 112, 100, 88, 76]


def blocks(model, x):
    x = model._swish(model._bn0(model._conv_stem(x)))
    yield "stem", x
    units = list(model._blocks)
    # A stage begins where the window, the stride or the filters change.
    first = [
        i
        for i, unit in enumerate(units)
        if i == 0 or unit._block_args.input_filters != unit._block_args.output_filters or unit._block_args.stride != 1
    ]
    for stage, (begin, end) in enumerate(zip(first, [*first[1:], len(units)])):
        for unit in units[begin:end]:
            x = unit(x)
        yield f"block{stage + 1}", x
    yield "top", model._swish(model._bn1(model._conv_head(x)))


def reference(n: int) -> TorchReference:
    def of_timm():
        return shapes_of(timm.create_model(f"tf_efficientnet_lite{n}"))

    return TorchReference(
        lambda: EfficientNet.from_name(f"efficientnet-lite{n}", drop_connect_rate=0.0),
        blocks,
        "_fc",
        size=SIZES[n],
        other_layouts={} if n == 0 else {"timm": of_timm},
    )


REFERENCES = {f"efficientnet_lite{n}": reference(n) for n in range(5)}
COMMITTED = ["efficientnet_lite0"]
