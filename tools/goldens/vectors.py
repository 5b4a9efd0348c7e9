"""Small networks over a table of words as PyTorch has them: logits, gradients, steps of Adam.

Weights are made by formula, by the names of our graph's parameters and in their order of axes. The numbers are computed in double
precision.
"""

import formula
import numpy as np
import torch
import torch.nn.functional as F
from backbones import ROOT, write
from torch import nn

ROWS, WIDTH, CLASSES, FILTERS, SIZES = 14, 6, 3, 4, (3, 4, 5)
STEPS, RATE, EPSILON = 3, 1e-2, 1e-7
TABLE = "word_embeddings/embeddings"
# Padding is 0, words that are not known are 1.
IDS = [[2, 5, 1, 13, 5, 7, 9], [3, 4, 12, 8, 0, 0, 0], [11, 6, 0, 0, 0, 0, 0]]


def made(name: str, shape) -> torch.Tensor:
    """In the graph's order."""
    return torch.from_numpy(formula.tensor(name, shape)).double()


def table() -> torch.Tensor:
    """Rows of padding and of what is not known are zeros, as those who load vectors into Keras or PyTorch have them."""
    values = made(TABLE, (ROWS, WIDTH))
    values[:2] = 0
    return values


def linear(features: int) -> nn.Linear:
    layer = nn.Linear(features, CLASSES).double()
    layer.weight.data = made("head/dense/kernel", (features, CLASSES)).T.contiguous()
    layer.bias.data = made("head/dense/bias", (CLASSES,))
    return layer


class Mean(nn.Module):
    def __init__(self):
        super().__init__()
        self.bag = nn.EmbeddingBag.from_pretrained(table(), freeze=False, mode="mean", padding_idx=0)
        self.dense = linear(WIDTH)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.dense(self.bag(ids))

    def named(self):
        return {TABLE: (self.bag.weight, lambda v: v), **dense_of(self.dense)}


class Convolutions(nn.Module):
    """Kim 2014, arXiv:1408.5882: kernels of several sizes, the largest value of each; padding is neither read nor pooled."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding.from_pretrained(table(), freeze=False, padding_idx=0)
        self.convolutions = nn.ModuleList(nn.Conv1d(WIDTH, FILTERS, size, padding="same").double() for size in SIZES)
        for size, layer in zip(SIZES, self.convolutions):
            kernel = made(f"head/convolution/size_{size}/kernel", (size, WIDTH, FILTERS))
            layer.weight.data = kernel.permute(2, 1, 0).contiguous()
            layer.bias.data = made(f"head/convolution/size_{size}/bias", (FILTERS,))
        self.dense = linear(FILTERS * len(SIZES))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        seen = (ids != 0).unsqueeze(1)
        x = self.words(ids).transpose(1, 2) * seen
        maps = torch.cat([layer(x) for layer in self.convolutions], 1).relu()
        return self.dense(maps.masked_fill(~seen, -torch.inf).amax(2))

    def named(self):
        kernels = {}
        for size, layer in zip(SIZES, self.convolutions):
            kernels[f"head/convolution/size_{size}/kernel"] = (layer.weight, lambda v: v.permute(2, 1, 0))
            kernels[f"head/convolution/size_{size}/bias"] = (layer.bias, lambda v: v)
        return {TABLE: (self.words.weight, lambda v: v), **kernels, **dense_of(self.dense)}


def dense_of(layer: nn.Linear):
    return {"head/dense/kernel": (layer.weight, lambda v: v.T), "head/dense/bias": (layer.bias, lambda v: v)}


def flat(value: torch.Tensor) -> list[float]:
    return value.detach().contiguous().reshape(-1).tolist()


def golden_of(network: type[nn.Module]) -> dict:
    ids, labels = torch.tensor(IDS), torch.from_numpy(formula.labels(len(IDS), CLASSES))
    model = network()
    logits = model(ids)
    F.cross_entropy(logits, labels).backward()
    gradients = {name: flat(turn(value.grad)) for name, (value, turn) in model.named().items()}
    optimizer = torch.optim.Adam(model.parameters(), RATE, betas=(0.9, 0.999), eps=EPSILON)
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(ids), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    after = {name: flat(turn(value)) for name, (value, turn) in model.named().items()}
    return {"logits": flat(logits), "gradients": gradients, "losses": losses, "after": after}


if __name__ == "__main__":
    torch.use_deterministic_algorithms(True)
    sizes = {"rows": ROWS, "width": WIDTH, "classes": CLASSES, "filters": FILTERS, "sizes": SIZES}
    golden = {
        "reference": {"torch": torch.__version__},
        **sizes,
        "ids": IDS,
        "rate": RATE,
        "epsilon": EPSILON,
        "mean": golden_of(Mean),
        "convolutions": golden_of(Convolutions),
    }
    write(ROOT / "packages/runtime/goldens/vectors/networks.json", golden)
    print(golden["mean"]["losses"], golden["convolutions"]["losses"])
