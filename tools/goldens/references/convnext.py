import timm
import torchvision

from .reference import Shapes, TorchReference
from .torch_model import shapes_of, without_stochastic_depth


def blocks(model, x):
    x = model.features[0](x)
    yield "stem", x
    x = model.features[1](x)
    yield "stage1", x
    for i in range(2, 5):
        x = model.features[2 * i - 1](model.features[2 * i - 2](x))
        yield f"stage{i}", x
    # The classifier's norm, on the map.
    yield "top", model.classifier[0](x)


def facebook(name: str) -> Shapes:
    """timm's tensors by the names of github.com/facebookresearch/ConvNeXt, as timm's own filter reads them."""
    shapes = shapes_of(timm.create_model(name))
    names = {
        "stem.": "downsample_layers.0.",
        ".blocks": "",
        "conv_dw": "dwconv",
        "mlp.fc": "pwconv",
        "head.norm": "norm",
        "head.fc": "head",
    }
    out = {}
    for key, shape in shapes.items():
        if ".downsample." in key:
            _, stage, _, rest = key.split(".", 3)
            key = f"downsample_layers.{stage}.{rest}"
        for own, theirs in names.items():
            key = key.replace(own, theirs)
        out[key] = shape
    return out


def timm_blocks(model, x):
    x = model.stem(x)
    yield "stem", x
    for i, stage in enumerate(model.stages):
        x = stage(x)
        yield f"stage{i + 1}", x
    yield "top", model.head.norm(x)


def keras_shapes(name: str) -> Shapes:
    """Tensors of Keras's network as our reader names them: those of models within it by both names."""
    from keras import applications

    titled = {n.lower(): n for n in dir(applications)}[name.replace("_", "")]
    shapes = {}
    for layer in getattr(applications, titled)(weights=None).layers:
        for one in getattr(layer, "layers", [layer]):
            path = one.name if one is layer else f"{layer.name}/{one.name}"
            for variable in one.weights:
                # The variable of a scale has no name of its own.
                shapes[path if path.endswith("layer_scale") else f"{path}/{variable.name}"] = list(variable.shape)
    return shapes


def reference(name: str) -> TorchReference:
    layouts = {
        "timm": lambda: shapes_of(timm.create_model(name)),
        "facebook": lambda: facebook(name),
        "keras": lambda: keras_shapes(name),
    }
    if name == "convnext_xlarge":
        layouts.pop("timm")
        return TorchReference(
            lambda: timm.create_model(name), timm_blocks, "head.fc", size=32, other_layouts=layouts, layout="timm"
        )
    return TorchReference(
        lambda: without_stochastic_depth(getattr(torchvision.models, name)()),
        blocks,
        "classifier.2",
        size=64,
        other_layouts=layouts,
    )


REFERENCES = {
    f"convnext_{size}": reference(f"convnext_{size}") for size in ("tiny", "small", "base", "large", "xlarge")
}
COMMITTED = ["convnext_tiny"]
