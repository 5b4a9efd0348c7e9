"""A model of PyTorch under a dense layer named `head`, all of formula weights, in double precision."""

from collections.abc import Mapping

import formula
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torch_optimizers import make_optimizer
from torchvision.ops import StochasticDepth

from .reference import TorchReference

# Queries, keys and values of attention lie in one tensor there, in layers of their own in our graphs.
FUSED = ("in_proj_weight", "in_proj_bias", "qkv.weight", "qkv.bias")


# Buffers of Swin that follow from the sizes.
TABLES = ("attn_mask", "relative_coords_table")


def parts(name: str, value: torch.Tensor):
    """What our graphs make of a tensor: itself, or its parts, named `in_proj_weight/0` and so on."""
    if not name.endswith(FUSED):
        return [(name, value)]
    return [(f"{name}/{i}", part) for i, part in enumerate(value.chunk(3))]


def shapes_of(model: nn.Module) -> dict[str, list[int]]:
    return {k: list(v.shape) for k, v in model.state_dict().items() if not k.endswith("num_batches_tracked")}


def without_stochastic_depth(model: nn.Module) -> nn.Module:
    for module in model.modules():
        if isinstance(module, StochasticDepth):
            module.p = 0.0
    return model


def graph_order(name: str, value: torch.Tensor, flattened: Mapping[str, tuple[int, int]]) -> np.ndarray:
    """A tensor of PyTorch as our graphs lay it out."""
    value = value.detach()
    if name in flattened:
        return value.reshape(-1, *flattened[name]).permute(2, 1, 0).flatten(0, 1).contiguous().numpy()
    if value.ndim == 4:
        # A depthwise kernel is [C,1,kh,kw]; no other kernel of these models takes one channel.
        value = value.permute(2, 3, 0, 1) if value.shape[1] == 1 else value.permute(2, 3, 1, 0)
    elif value.ndim == 2 and not name.endswith("_table"):
        value = value.T
    return value.contiguous().numpy()


def channels_last(value: torch.Tensor, tokens: bool) -> torch.Tensor:
    return value.permute(0, 2, 3, 1) if value.ndim == 4 and not tokens else value


class TorchModel(nn.Module):
    def __init__(self, reference: TorchReference, classes: int):
        super().__init__()
        self.reference = reference
        self.backbone = reference.make()
        self.shapes = shapes_of(self.backbone)
        features = reference.features or self.shapes[f"{reference.classifier}.weight"][1]
        self.head = nn.Linear(features, classes)
        self.dropped = tuple(f"backbone.{name}." for name in (reference.classifier, *reference.unused))
        # Only what the features depend on takes part, in double precision.
        self.backbone.double()
        for key, value in self.named_tensors():
            value.data = torch.from_numpy(formula.tensor(key, tuple(value.shape))).double()

    def named_tensors(self):
        """Parameters and statistics by the names of the published files; the head's as `head.…`."""
        for key, value in [*self.named_parameters(), *self.named_buffers()]:
            if not value.is_floating_point() or key.startswith(self.dropped) or key.endswith(TABLES):
                continue
            yield key.removeprefix("backbone."), value

    def pooled(self, features: torch.Tensor) -> torch.Tensor:
        if self.reference.pool == "class_token":
            return features[:, 0]
        if self.reference.pool == "none":
            return features
        return features.mean((2, 3)) if features.ndim == 4 else features.mean(1)

    def forward(self, x):
        *_, (_, features) = self.reference.blocks(self.backbone, x)
        return self.head(self.pooled(features))


class TorchGolden:
    """What `backbones.py` asks of a reference."""

    def __init__(self, reference: TorchReference, classes: int, x: np.ndarray, y: np.ndarray):
        self.reference, self.classes = reference, classes
        self.constant = reference.constant
        self.x = torch.from_numpy(x.transpose(0, 3, 1, 2).copy()).double()
        self.y = torch.from_numpy(y)
        self.shapes = reference.native() if reference.native else self.model("frozen").shapes
        self.version = {"torch": torch.__version__}

    @property
    def constants(self) -> int:
        """Values that the reference counts among its parameters and that never change."""
        named = [one for k, v in self.model("frozen").named_tensors() for one in parts(k, v)]
        return sum(value.numel() for name, value in named if name.endswith(self.constant))

    def model(self, batch_norm: str) -> TorchModel:
        """`frozen` normalises by the stored statistics, `train` by the batch's and updates the stored ones."""
        model = TorchModel(self.reference, self.classes)
        model.head.double()
        return model.eval() if batch_norm == "frozen" else model.train()

    def forward(self) -> tuple[dict[str, np.ndarray], np.ndarray, float, float]:
        model = self.model("frozen")
        with torch.no_grad():
            blocks = {
                k: channels_last(v, tokens=False).numpy() for k, v in self.reference.blocks(model.backbone, self.x)
            }
            logits = model(self.x)
        smoothed = F.cross_entropy(logits, self.y, label_smoothing=0.1).item()
        return blocks, logits.numpy(), F.cross_entropy(logits, self.y).item(), smoothed

    def gradients(self, batch_norm: str) -> tuple[float, dict[str, float]]:
        model = self.model(batch_norm)
        loss = F.cross_entropy(model(self.x), self.y)
        loss.backward()
        norms = {
            part: grad.norm().item()
            for k, v in model.named_tensors()
            if v.requires_grad
            for part, grad in parts(k, v.grad)
            if not part.endswith(self.constant)
        }
        return loss.item(), norms

    def steps(self, batch_norm: str, case: dict, count: int, choose) -> tuple[list[float], dict[str, np.ndarray]]:
        model = self.model(batch_norm)
        optimizer, losses, keep = make_optimizer(model.named_tensors(), case), [], []
        for _ in range(count):
            optimizer.zero_grad()
            loss = F.cross_entropy(model(self.x), self.y)
            loss.backward()
            norms = {k: v.grad.norm().item() for k, v in model.named_tensors() if v.requires_grad}
            keep = keep or choose([k for k, _ in model.named_tensors()], norms)
            optimizer.step()
            losses.append(loss.item())
        tensors = dict(model.named_tensors())
        kept = [(part, value) for k in keep for part, value in parts(k, tensors[k])]
        return losses, {k: graph_order(k, value, self.reference.flattened) for k, value in kept if not k.endswith(self.constant)}
