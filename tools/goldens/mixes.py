"""Mixup and cutmix of torchvision and timm: mixed pixels, soft targets and their loss, with the drawn numbers fed in."""

from unittest import mock

import numpy as np
import timm
import torch
import torch.nn.functional as F
import torchvision
from timm.data.mixup import mixup_target
from timm.loss import SoftTargetCrossEntropy
from torchvision.transforms import v2

from backbones import ROOT, write
import formula

SIZE, BATCH, CLASSES, SAMPLES = 12, 5, 4, 60

CASES = [
    *({"kind": "mixup", "share": share} for share in (0.85, 0.3)),
    *(
        {"kind": "cutmix", "share": share, "x": x, "y": y}
        for share, x, y in [(0.6, 6, 5), (0.2, 0, 11), (0.99, 3, 3), (0.0, 6, 6)]
    ),
]


def mixed(case: dict, images: torch.Tensor, labels: torch.Tensor):
    """torchvision's transform, its Beta and its place fed in."""
    draw = mock.Mock(return_value=torch.tensor([case["share"]]))
    places = iter([case.get("x"), case.get("y")])
    kind = {"mixup": v2.MixUp, "cutmix": v2.CutMix}[case["kind"]]
    transform = kind(num_classes=CLASSES)
    transform._dist = mock.Mock(sample=draw)
    with mock.patch("torch.randint", lambda *a, **k: torch.tensor([next(places)])):
        return transform(images, labels)


def golden(case: dict) -> dict:
    images = torch.from_numpy(formula.image(SIZE, BATCH)).permute(0, 3, 1, 2)
    labels = torch.from_numpy(formula.labels(BATCH, CLASSES))
    pixels, targets = mixed(case, images, labels)
    logits = torch.from_numpy(formula.signed("logits", (BATCH, CLASSES), 2.0))
    weights = torch.from_numpy(formula.signed("class_weight", (CLASSES,), 0.5, 1.0))
    share = float(targets[0][labels[0]]) if labels[0] != labels[-1] else None
    # timm mixes with the batch turned round and smooths; of two rows that is the same as rolled by one.
    two = mixup_target(labels[:2], CLASSES, case["share"], 0.1)
    return {
        **case,
        "kept": share,
        "pixels": formula.sample(pixels.permute(0, 2, 3, 1).numpy(), SAMPLES),
        "targets": targets.reshape(-1).tolist(),
        "loss": SoftTargetCrossEntropy()(logits, targets).item(),
        # The sum over the batch: PyTorch's mean with probabilities divides by the number of rows.
        "weighedLoss": F.cross_entropy(logits, targets, weight=weights).item(),
        "smoothedTargets": two.reshape(-1).tolist(),
    }


def main() -> None:
    value = {
        "reference": {"torchvision": torchvision.__version__, "timm": timm.__version__},
        "size": SIZE,
        "batch": BATCH,
        "classes": CLASSES,
        "cases": [golden(case) for case in CASES],
    }
    write(ROOT / "packages/runtime/goldens/mixes.json", value)
    for case in value["cases"]:
        print(case["kind"], case["share"], case["kept"], case["loss"], np.round(case["targets"][:4], 3))


if __name__ == "__main__":
    main()
