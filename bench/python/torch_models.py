"""The networks of the benchmarks in PyTorch, by TLP's names, of random weights; nothing is dropped in training."""

import torch
from torch import nn
import torchvision
from torchvision.models import VisionTransformer
from torchvision.ops import StochasticDepth

# torchvision has no ViT-S: heads and width.
VITS = {"vit_s_16": (6, 384), "vit_b_16": (12, 768)}


class Lite0Features(nn.Module):
    def __init__(self):
        super().__init__()
        from lite0_torch import lite0

        self.net = lite0(imagenet=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.net.extract_features(x)


def classifier(name: str, size: int, classes: int) -> nn.Module:
    """`[N,3,size,size] -> [N,classes]`."""
    torch.manual_seed(1)
    if name in VITS:
        heads, width = VITS[name]
        return VisionTransformer(size, 16, 12, heads, width, 4 * width, num_classes=classes)
    model = getattr(torchvision.models, name)(num_classes=classes)
    for module in model.modules():
        if isinstance(module, (nn.Dropout, StochasticDepth)):
            module.p = 0.0
    return model


def features(name: str, size: int) -> nn.Module:
    """`[N,3,size,size]` to the feature map, or of a transformer to the class token."""
    if name == "efficientnet_lite0":
        return Lite0Features()
    model = classifier(name, size, 1000)
    if name in VITS:
        model.heads = nn.Identity()
        return model
    return model.features if hasattr(model, "features") else nn.Sequential(*list(model.children())[:-2])
