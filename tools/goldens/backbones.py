"""Goldens of the backbones with formula weights: tensor names, blocks, loss, gradients, optimizer steps.

Computed in double precision, so that a difference is the tested engine's own.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import formula
from references import BACKBONES, OTHER_LAYOUTS, Classifier, graph_order, parts
from torch_optimizers import CASES, make_optimizer

ROOT = Path(__file__).resolve().parents[2]
BATCH, CLASSES, STEPS = 2, 5, 3


def size_of(name: str) -> int:
    """A vision transformer has embeddings for the positions of one size only."""
    return 224 if name.startswith("vit") else 96


def summary(values: np.ndarray, count: int = 16) -> dict:
    values = np.asarray(values, dtype=np.float64)
    return {"mean": float(values.mean()), "std": float(values.std()), "sample": formula.sample(values, count)}


def batch(name: str):
    x = torch.from_numpy(formula.image(size_of(name), BATCH).transpose(0, 3, 1, 2).copy())
    return x.double(), torch.from_numpy(formula.labels(BATCH, CLASSES))


def model_of(name: str, batch_norm: str) -> Classifier:
    """`frozen` normalises by the stored statistics, `train` by the batch's and updates the stored ones."""
    model = Classifier(name, CLASSES).double()
    return model.eval() if batch_norm == "frozen" else model.train()


def channels_last(value: torch.Tensor) -> torch.Tensor:
    return value.permute(0, 2, 3, 1) if value.ndim == 4 else value


def forward(name: str) -> dict:
    model, (x, y) = model_of(name, "frozen"), batch(name)
    with torch.no_grad():
        blocks = {k: summary(channels_last(v).numpy()) for k, v in model.run_blocks(x).items()}
        logits = model(x)
    return {
        "blocks": blocks,
        "logits": logits.reshape(-1).tolist(),
        "loss": F.cross_entropy(logits, y).item(),
        "smoothedLoss": F.cross_entropy(logits, y, label_smoothing=0.1).item(),
    }


def gradients(name: str, batch_norm: str) -> dict:
    model, (x, y) = model_of(name, batch_norm), batch(name)
    loss = F.cross_entropy(model(x), y)
    loss.backward()
    norms = {
        part: grad.norm().item()
        for k, v in model.named_tensors()
        if v.requires_grad
        for part, grad in parts(k, v.grad)
    }
    return {"loss": loss.item(), "norms": norms}


def watched(model: Classifier) -> list[str]:
    """A few tensors from the first to the last layer: kernels, scales, offsets, statistics.

    An offset before a batch-norm that normalises by the batch has no gradient but rounding errors, which Adam
    would blow up to whole steps; such tensors are left out.
    """
    norms = {k: v.grad.norm() for k, v in model.named_tensors() if v.requires_grad}
    least = 1e-5 * max(norms.values())
    names = [k for k, _ in model.named_tensors() if k not in norms or norms[k] > least]
    kinds = [[k for k in names if k.endswith(s)] for s in ("weight", "bias", "running_mean", "running_var")]
    picked = [kind[i * (len(kind) - 1) // 3] for kind in kinds if kind for i in range(4)]
    return sorted(set(picked) | {"head.weight", "head.bias"}, key=names.index)


def steps(name: str, batch_norm: str, case: dict) -> dict:
    model, (x, y) = model_of(name, batch_norm), batch(name)
    optimizer, losses, keep = make_optimizer(model.named_tensors(), case), [], []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        keep = keep or watched(model)
        optimizer.step()
        losses.append(loss.item())
    tensors = dict(model.named_tensors())
    after = {
        part: formula.sample(graph_order(part, value), 12) for k in keep for part, value in parts(k, tensors[k])
    }
    return {**case, "batchNorm": batch_norm, "losses": losses, "after": after}


def cases_of(name: str) -> list[tuple[str, dict]]:
    """Everything for one backbone, descent and AdamW for the others."""
    if name == "efficientnet_lite0":
        return [(mode, case) for mode in ("frozen", "train") for case in CASES]
    return [("frozen", CASES[0]), ("train", CASES[3])]


def write(path: Path, value) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, separators=(",", ":")) + "\n")


def formulas() -> dict:
    shapes = {"stem.weight": [8, 3, 3, 3], "bn.weight": [9], "bn.bias": [9], "bn.running_var": [9]}
    return {
        "tensors": [
            {"name": k, "shape": v, "values": formula.sample(formula.tensor(k, v), 20)} for k, v in shapes.items()
        ],
        "image": formula.sample(formula.image(96, BATCH), 20),
        "pixels": formula.sample(formula.pixels(96), 20),
        "labels": formula.labels(20, CLASSES).tolist(),
    }


def write_shapes(name: str) -> None:
    folder = ROOT / "packages/language/src/backbones/goldens"
    write(folder / f"{name}.json", model_of(name, "frozen").shapes)
    for layout, shapes in OTHER_LAYOUTS.get(name, {}).items():
        write(folder / f"{name}.{layout}.json", shapes())


def main() -> None:
    write(ROOT / "packages/runtime/goldens/formula.json", formulas())
    for name in sys.argv[1:] or BACKBONES:
        write_shapes(name)
        golden = {
            "reference": {"torch": torch.__version__},
            "size": size_of(name),
            "batch": BATCH,
            "classes": CLASSES,
            "pool": model_of(name, "frozen").pool,
            **forward(name),
            "gradients": {mode: gradients(name, mode) for mode in ("frozen", "train")},
            "steps": [steps(name, mode, case) for mode, case in cases_of(name)],
        }
        write(ROOT / f"packages/runtime/goldens/backbones/{name}.json", golden)
        print(name, golden["loss"], {k: round(v["std"], 3) for k, v in golden["blocks"].items()})


if __name__ == "__main__":
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(2)
    main()
