"""Goldens of the backbones with formula weights: tensor names, blocks, loss, gradients, optimizer steps.

    backbones.py [--to FOLDER] [--frozen] [NAME ...]
    backbones.py --list

Without names: the variants that the tests of every day check. Computed in double precision, so that a difference is the
tested engine's own.
"""

import argparse
import json
from pathlib import Path

import formula
import numpy as np
import torch
from references import COMMITTED, REFERENCES
from torch_optimizers import CASES

ROOT = Path(__file__).resolve().parents[2]
BATCH, CLASSES, STEPS = 2, 5, 3
# In double precision, a network with its gradients, momentum and copies takes 50 bytes a parameter and more.
TRAINED_UP_TO = 250_000_000


def summary(values: np.ndarray, count: int = 16) -> dict:
    values = np.asarray(values, dtype=np.float64)
    return {
        "shape": list(values.shape[1:]),
        "mean": float(values.mean()),
        "std": float(values.std()),
        "sample": formula.sample(values, count),
    }


def golden_of(name: str):
    """The reference with its numbers, of the framework that it is in."""
    reference = REFERENCES[name]
    x, y = formula.image(reference.size, BATCH), formula.labels(BATCH, CLASSES)
    if reference.framework == "keras":
        from references.keras_model import KerasGolden

        return KerasGolden(reference, CLASSES, x, y)
    from references.torch_model import TorchGolden

    return TorchGolden(reference, CLASSES, x, y)


def watched(names: list[str], norms: dict[str, float]) -> list[str]:
    """A few tensors from the first to the last layer: kernels, scales, offsets, statistics.

    An offset before a batch-norm that normalises by the batch has no gradient but rounding errors, which Adam
    would blow up to whole steps; such tensors are left out.
    """
    least = 1e-5 * max(norms.values())
    names = [k for k in names if k not in norms or norms[k] > least]
    suffixes = ("weight", "bias", "running_mean", "running_var", "kernel", "gamma", "beta")
    kinds = [[k for k in names if k.endswith(s)] for s in suffixes]
    picked = [kind[i * (len(kind) - 1) // 3] for kind in kinds if kind for i in range(4)]
    return sorted(set(picked) | {"head.weight", "head.bias"}, key=names.index)


def steps(golden, batch_norm: str, case: dict) -> dict:
    losses, after = golden.steps(batch_norm, case, STEPS, watched)
    samples = {name: formula.sample(value, 12) for name, value in after.items()}
    return {**case, "batchNorm": batch_norm, "losses": losses, "after": samples}


def cases_of(name: str) -> list[tuple[str, dict]]:
    """Everything for one backbone, descent and AdamW for the others; descent for those of Keras."""
    if name == "efficientnet_lite0":
        return [(mode, case) for mode in ("frozen", "train") for case in CASES]
    if REFERENCES[name].framework == "keras":
        return [("frozen", CASES[0])]
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


def backbone_golden(name: str, golden, modes: tuple[str, ...]) -> dict:
    reference = REFERENCES[name]
    blocks, logits, loss, smoothed = golden.forward()
    values = sum(int(np.prod(shape)) for shape in golden.shapes.values())
    modes = modes if values <= TRAINED_UP_TO else ()
    gradients = {mode: golden.gradients(mode) for mode in modes}
    return {
        "reference": golden.version,
        **({"layout": reference.layout} if reference.layout else {}),
        **({"top": "published"} if reference.top else {}),
        **({"constants": golden.constants} if reference.constant else {}),
        "size": reference.size,
        "batch": BATCH,
        "classes": CLASSES,
        "pool": reference.pool,
        "blocks": {k: summary(v) for k, v in blocks.items()},
        "logits": logits.reshape(-1).tolist(),
        "loss": loss,
        "smoothedLoss": smoothed,
        "gradients": {mode: {"loss": loss, "norms": norms} for mode, (loss, norms) in gradients.items()},
        "steps": [steps(golden, mode, case) for mode, case in cases_of(name) if mode in modes],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="of the catalogue; those of the tests of every day if left out")
    parser.add_argument("--to", type=Path, help="a folder for everything, instead of the repository's own")
    parser.add_argument("--frozen", action="store_true", help="nothing with batch norm that trains")
    parser.add_argument("--list", action="store_true", help="print every name that has a reference")
    args = parser.parse_args()
    if args.list:
        print(json.dumps(list(REFERENCES)))
        return
    layouts = args.to / "layouts" if args.to else ROOT / "packages/language/src/backbones/goldens"
    numbers = args.to / "backbones" if args.to else ROOT / "packages/runtime/goldens/backbones"
    if not args.to:
        write(ROOT / "packages/runtime/goldens/formula.json", formulas())
    for name in args.names or COMMITTED:
        golden = golden_of(name)
        write(layouts / f"{name}.json", golden.shapes)
        for layout, shapes in REFERENCES[name].other_layouts.items():
            write(layouts / f"{name}.{layout}.json", shapes())
        made = backbone_golden(name, golden, ("frozen",) if args.frozen else ("frozen", "train"))
        write(numbers / f"{name}.json", made)
        print(name, made["loss"], {k: round(v["std"], 3) for k, v in made["blocks"].items()}, flush=True)


if __name__ == "__main__":
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(2)
    main()
