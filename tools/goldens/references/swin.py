import timm
import torchvision

from .reference import Shapes, TorchReference
from .torch_model import shapes_of, without_stochastic_depth


def blocks(model, x):
    x = model.features[0](x)
    yield "stem", x.permute(0, 3, 1, 2)
    x = model.features[1](x)
    yield "stage1", x.permute(0, 3, 1, 2)
    for i in range(2, 5):
        x = model.features[2 * i - 1](model.features[2 * i - 2](x))
        yield f"stage{i}", x.permute(0, 3, 1, 2)
    yield "top", model.norm(x).permute(0, 3, 1, 2)


def microsoft(name: str) -> Shapes:
    """timm's tensors by the names of github.com/microsoft/Swin-Transformer, as timm's own filter reads them."""
    shapes = {}
    for key, shape in shapes_of(timm.create_model(name)).items():
        if ".downsample." in key:
            _, stage, rest = key.split(".", 2)
            key = f"layers.{int(stage) - 1}.{rest}"
        shapes[key.replace("head.fc.", "head.")] = shape
    return shapes


def reference(name: str, of_timm: str) -> TorchReference:
    return TorchReference(
        lambda: without_stochastic_depth(getattr(torchvision.models, name)()),
        blocks,
        "head",
        size=64,
        # The keys of the second version have no bias; torchvision sets it to zero.
        constant=("qkv.bias/1",) if "v2" in name else (),
        other_layouts={
            "timm": lambda: shapes_of(timm.create_model(of_timm)),
            "microsoft": lambda: microsoft(of_timm),
        },
    )


SIZES = {"t": "tiny", "s": "small", "b": "base"}

REFERENCES = {
    **{f"swin_{own}": reference(f"swin_{own}", f"swin_{theirs}_patch4_window7_224") for own, theirs in SIZES.items()},
    **{
        f"swin_v2_{own}": reference(f"swin_v2_{own}", f"swinv2_{theirs}_window8_256") for own, theirs in SIZES.items()
    },
}
COMMITTED = ["swin_t"]
