"""The reference models, with the blocks that our catalogue names."""

from efficientnet_lite_pytorch import EfficientNet
import numpy as np
import torch
from torch import nn
import timm
import torchvision

import formula

LITE0_STAGES = [1, 2, 2, 3, 3, 4, 1]
MOBILENET_STAGES = [1, 2, 3, 4, 3, 3, 1]


def lite0_blocks(model, x):
    x = model._swish(model._bn0(model._conv_stem(x)))
    yield "stem", x
    units = iter(model._blocks)
    for stage, repeats in enumerate(LITE0_STAGES):
        for _ in range(repeats):
            x = next(units)(x)
        yield f"block{stage + 1}", x
    yield "top", model._swish(model._bn1(model._conv_head(x)))


def mobilenet_blocks(model, x):
    x = model.features[0](x)
    yield "stem", x
    units = iter(model.features[1:18])
    for stage, repeats in enumerate(MOBILENET_STAGES):
        for _ in range(repeats):
            x = next(units)(x)
        yield f"block{stage + 1}", x
    yield "top", model.features[18](x)


def resnet_blocks(model, x):
    x = model.maxpool(model.relu(model.bn1(model.conv1(x))))
    yield "stem", x
    for i in range(1, 5):
        x = getattr(model, f"layer{i}")(x)
        yield f"layer{i}", x


def vit_blocks(model, x):
    """torchvision's."""
    x = model._process_input(x)
    x = torch.cat([model.class_token.expand(x.shape[0], -1, -1), x], dim=1)
    x = x + model.encoder.pos_embedding
    yield "stem", x
    for i, layer in enumerate(model.encoder.layers):
        x = layer(x)
        yield f"block{i + 1}", x
    yield "top", model.encoder.ln(x)


def timm_vit_blocks(model, x):
    x = model._pos_embed(model.patch_embed(x))
    yield "stem", x
    for i, block in enumerate(model.blocks):
        x = block(x)
        yield f"block{i + 1}", x
    yield "top", model.norm(x)


# Stochastic depth is off: our graphs have none.
BACKBONES = {
    "efficientnet_lite0": (
        lambda: EfficientNet.from_name("efficientnet-lite0", drop_connect_rate=0.0),
        lite0_blocks,
        "_fc",
    ),
    "mobilenet_v2": (torchvision.models.mobilenet_v2, mobilenet_blocks, "classifier.1"),
    "resnet18": (torchvision.models.resnet18, resnet_blocks, "fc"),
    "resnet50": (torchvision.models.resnet50, resnet_blocks, "fc"),
    "vit_s_16": (lambda: timm.create_model("deit_small_patch16_224"), timm_vit_blocks, "head"),
    "vit_b_16": (torchvision.models.vit_b_16, vit_blocks, "heads.head"),
}

# Queries, keys and values of attention lie in one tensor there, in layers of their own in our graphs.
FUSED = ("in_proj_weight", "in_proj_bias", "qkv.weight", "qkv.bias")


def parts(name: str, value: torch.Tensor):
    """What our graphs make of a tensor: itself, or its parts, named `in_proj_weight/0` and so on."""
    if not name.endswith(FUSED):
        return [(name, value)]
    return [(f"{name}/{i}", part) for i, part in enumerate(value.chunk(3))]


def vit_published():
    """torchvision's file is older than its MLP and has the names of the one before (`MLPBlock._version`)."""
    shapes = shapes_of(torchvision.models.vit_b_16())
    return {k.replace("mlp.0", "mlp.linear_1").replace("mlp.3", "mlp.linear_2"): v for k, v in shapes.items()}


# Tensors of a backbone in files that name them otherwise than its reference.
OTHER_LAYOUTS = {
    "vit_b_16": {
        "torchvision_published": vit_published,
        "timm": lambda: shapes_of(timm.create_model("vit_base_patch16_224")),
    },
}


def shapes_of(model: nn.Module) -> dict[str, list[int]]:
    return {k: list(v.shape) for k, v in model.state_dict().items() if not k.endswith("num_batches_tracked")}


class Classifier(nn.Module):
    """A backbone, its pooling and a dense layer named `head`, all of formula weights."""

    def __init__(self, name: str, classes: int):
        super().__init__()
        make, self.blocks, classifier = BACKBONES[name]
        self.backbone = make()
        self.shapes = shapes_of(self.backbone)
        features = self.shapes[f"{classifier}.weight"][1]
        self.head = nn.Linear(features, classes)
        self.dropped = [f"backbone.{classifier}.weight", f"backbone.{classifier}.bias"]
        self.pool = "class_token" if name.startswith("vit") else "average"
        for key, value in self.named_tensors():
            value.data.copy_(torch.from_numpy(formula.tensor(key, tuple(value.shape))))

    def named_tensors(self):
        """Parameters and statistics by the names of the published files; the head's as `head.…`."""
        for key, value in [*self.named_parameters(), *self.named_buffers()]:
            if key not in self.dropped and not key.endswith("num_batches_tracked"):
                yield key.removeprefix("backbone."), value

    def run_blocks(self, x):
        return dict(self.blocks(self.backbone, x))

    def forward(self, x):
        *_, (_, features) = self.blocks(self.backbone, x)
        return self.head(features[:, 0] if self.pool == "class_token" else features.mean((2, 3)))


def graph_order(name: str, value: torch.Tensor) -> np.ndarray:
    """A tensor of PyTorch as our graphs lay it out."""
    value = value.detach()
    if value.ndim == 4:
        # A depthwise kernel is [C,1,kh,kw]; no other kernel of these models takes one channel.
        value = value.permute(2, 3, 0, 1) if value.shape[1] == 1 else value.permute(2, 3, 1, 0)
    elif value.ndim == 2:
        value = value.T
    return value.contiguous().numpy()
