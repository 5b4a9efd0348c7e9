"""The reference models, with the blocks that our catalogue names."""

from efficientnet_lite_pytorch import EfficientNet
import numpy as np
import torch
from torch import nn
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
}


class Classifier(nn.Module):
    """A backbone, the mean over positions and a dense layer named `head`, all of formula weights."""

    def __init__(self, name: str, classes: int):
        super().__init__()
        make, self.blocks, classifier = BACKBONES[name]
        self.backbone = make()
        state = self.backbone.state_dict()
        self.shapes = {k: list(v.shape) for k, v in state.items() if not k.endswith("num_batches_tracked")}
        features = self.shapes[f"{classifier}.weight"][1]
        self.head = nn.Linear(features, classes)
        self.dropped = [f"{classifier}.weight", f"{classifier}.bias"]
        for key, value in self.named_tensors():
            value.data.copy_(torch.from_numpy(formula.tensor(key, tuple(value.shape))))

    def named_tensors(self):
        """Parameters and statistics by the names of the published files; the head's as `head.…`."""
        for key, value in [*self.named_parameters(), *self.named_buffers()]:
            key = key.removeprefix("backbone.")
            if key not in self.dropped and not key.endswith("num_batches_tracked"):
                yield key, value

    def run_blocks(self, x):
        return dict(self.blocks(self.backbone, x))

    def forward(self, x):
        *_, (_, features) = self.blocks(self.backbone, x)
        return self.head(features.mean((2, 3)))


def graph_order(name: str, value: torch.Tensor) -> np.ndarray:
    """A tensor of PyTorch as our graphs lay it out."""
    value = value.detach()
    if value.ndim == 4:
        # A depthwise kernel is [C,1,kh,kw]; no other kernel of these models takes one channel.
        value = value.permute(2, 3, 0, 1) if value.shape[1] == 1 else value.permute(2, 3, 1, 0)
    elif value.ndim == 2:
        value = value.T
    return value.contiguous().numpy()
