"""Small PyTorch files for the weight readers' tests: formats, types, views, and some that must be refused.

Values follow one formula, `i / 8 - 1`, which every floating type holds exactly; the tests know it.
"""

import argparse
import collections
import datetime
import os
from pathlib import Path, PurePosixPath

import numpy
import torch

FOLDER = Path(__file__).resolve().parents[2] / "packages/runtime/src/weights/fixtures"


def values(*shape: int) -> torch.Tensor:
    count = torch.Size(shape).numel()
    return (torch.arange(count, dtype=torch.float32) / 8 - 1).reshape(shape)


def state_dict() -> dict:
    shared = values(12)
    return collections.OrderedDict(
        [
            ("float32", values(2, 3, 2)),
            ("float16", values(2, 3).half()),
            ("bfloat16", values(2, 3).bfloat16()),
            ("float64", values(2, 3).double()),
            ("num_batches_tracked", torch.tensor(7)),
            ("mask", torch.tensor([True, False])),
            ("transposed", values(3, 4).t()),
            ("every_other", values(8)[1::2]),
            ("shared_first", shared[:4]),
            ("shared_last", shared[8:]),
            ("broadcast", values(1, 3).expand(2, 3)),
            ("scalar", torch.tensor(0.5)),
            ("empty", torch.zeros(0, 3)),
            ("parameter", torch.nn.Parameter(values(3))),
        ]
    )


class Hostile:
    """Runs a command in any reader that executes what a pickle names."""

    def __reduce__(self):
        return os.system, ("exit 1",)


class Settings:
    """What a training script declared itself."""

    def __init__(self):
        self.rate = 0.1


def main() -> None:
    FOLDER.mkdir(exist_ok=True)

    def save(value: object, name: str, **options: object) -> None:
        torch.save(value, FOLDER / name, **options)

    state = state_dict()
    save(state, "zip.pth")
    save(state, "legacy.pth", _use_new_zipfile_serialization=False)
    wrapped = {f"module.{name}": state[name] for name in ("float32", "float16")}
    save({"epoch": 3, "loss": 0.25, "state_dict": wrapped, "optimizer": {"state": {0: values(3)}}}, "checkpoint.pth")
    save({"first": {"w": values(3)}, "second": {"w": values(3)}}, "ambiguous.pth")
    save({"epoch": 3, "names": ["a", "b"], "nothing": None}, "no-tensors.pth")
    save({"w": values(3), "payload": Hostile()}, "hostile.pth")
    save(
        {"w": values(3), "payload": Hostile()},
        "hostile-legacy.pth",
        _use_new_zipfile_serialization=False,
    )
    save(torch.nn.Linear(2, 2), "module.pth")
    beside = {
        "state_dict": {"w": values(3)},
        "best_accuracy": torch.tensor(0.5),
        "args": argparse.Namespace(rate=0.1, layers=[1, 2]),
        "accuracy": numpy.float64(0.5),
        "curve": numpy.zeros(3),
        "log": collections.defaultdict(list, {"loss": [1.0]}),
        "path": PurePosixPath("/x"),
        "at": datetime.datetime(2024, 1, 2),
        "type": torch.float16,
        "settings": Settings(),
    }
    save(beside, "bystanders.pth")
    save({"settings": beside["args"], "best": torch.tensor(0.5), "weights_of_it": {"w": values(3)}}, "one-dict.pth")
    save([values(3), values(2)], "list.pth")
    torch.jit.script(torch.nn.Linear(2, 2)).save(FOLDER / "script.pt")


if __name__ == "__main__":
    main()
