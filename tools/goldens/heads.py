"""fastai's head on a small feature map: its layers, its first weights, logits, gradients and three steps of descent."""

from fastai.torch_core import apply_init
from fastai.vision.learner import create_head
import fastai
import torch
import torch.nn.functional as F
from torch import nn

from backbones import ROOT, write
import formula

SIDE, CHANNELS, UNITS, CLASSES, BATCH, STEPS, RATE = 3, 8, 16, 3, 6, 3, 0.1


def layer(module: nn.Module) -> dict:
    kind = type(module).__name__
    match module:
        case nn.BatchNorm1d():
            return {"kind": kind, "epsilon": module.eps, "momentum": module.momentum, "offset": module.bias[0].item()}
        case nn.Dropout():
            return {"kind": kind, "rate": module.p}
        case nn.Linear():
            # Of the deviation that `kaiming_normal_` asks for.
            spread = module.weight.std().item() / (2 / module.in_features) ** 0.5
            return {"kind": kind, "units": module.out_features, "bias": module.bias is not None, "spread": spread}
    return {"kind": kind}


def layers() -> list[dict]:
    """Of the head that `vision_learner` makes, as it is before training."""
    torch.manual_seed(0)
    head = create_head(CHANNELS, CLASSES)
    apply_init(head, nn.init.kaiming_normal_)
    return [layer(module) for module in head]


def formula_head() -> nn.Module:
    head = create_head(CHANNELS, CLASSES, lin_ftrs=[UNITS], ps=0.0).double()
    for key, value in tensors(head).items():
        value.data.copy_(torch.from_numpy(formula.tensor(key, tuple(value.shape))))
    return head


def tensors(head: nn.Module) -> dict[str, torch.Tensor]:
    named = [*head.named_parameters(), *head.named_buffers()]
    return {key: value for key, value in named if not key.endswith("num_batches_tracked")}


def main() -> None:
    x = torch.from_numpy(formula.signed("features", (BATCH, SIDE, SIDE, CHANNELS), 1.0)).permute(0, 3, 1, 2).double()
    y = torch.from_numpy(formula.labels(BATCH, CLASSES))
    with torch.no_grad():
        logits = formula_head().eval()(x)
    head, losses = formula_head().train(), []
    optimizer = torch.optim.SGD(head.parameters(), RATE)
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = F.cross_entropy(head(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    golden = {
        "reference": {"fastai": fastai.__version__, "torch": torch.__version__},
        "side": SIDE,
        "channels": CHANNELS,
        "units": UNITS,
        "classes": CLASSES,
        "batch": BATCH,
        "rate": RATE,
        "layers": layers(),
        "tensors": {key: list(value.shape) for key, value in tensors(head).items()},
        "logits": logits.reshape(-1).tolist(),
        "losses": losses,
        "after": {
            key: value.detach().T.reshape(-1).tolist() if value.ndim == 2 else value.detach().tolist()
            for key, value in tensors(head).items()
        },
    }
    write(ROOT / "packages/runtime/goldens/heads/fastai.json", golden)
    print(golden["layers"], golden["losses"])


if __name__ == "__main__":
    main()
