"""A dense layer with one score a label, trained by PyTorch on features that `tlp features` wrote.

The loop is that of https://docs.pytorch.org/tutorials/beginner/transfer_learning_tutorial.html; the losses are
`BCEWithLogitsLoss` and torchvision's focal loss. The split is that of a run of TLP, whose trained layer is applied to
the features, too: its probabilities have to come out, else the two would not be compared on the same data.
"""

import argparse
import csv
import json
from pathlib import Path
import struct
import sys
import time

import numpy as np
import torch
from torch import nn
from torchvision.ops import sigmoid_focal_loss

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from labels_predicted import best_threshold, measure
from report import report

parser = argparse.ArgumentParser()
parser.add_argument("--features", type=Path, required=True)
parser.add_argument("--data", type=Path, required=True, help="with keywords.csv and the images that it names")
parser.add_argument("--run", type=Path, required=True)
parser.add_argument("--loss", choices=["cross_entropy", "focal"], required=True)
parser.add_argument("--seed", type=int, required=True)
parser.add_argument("--epochs", type=int, required=True)
args = parser.parse_args()


def read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """https://huggingface.co/docs/safetensors: a length, a header of JSON, numbers. All are float32 here."""
    data = path.read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8:8 + length])
    return {
        name: np.frombuffer(data[8 + length:][slice(*entry["data_offsets"])], np.float32).reshape(entry["shape"])
        for name, entry in header.items() if name != "__metadata__"
    }


names = json.loads((args.run / "run.json").read_text())["outputs"]
with open(args.data / "keywords.csv", newline="") as table:
    rows = list(csv.DictReader(table))
with open(args.features.with_suffix(".paths.csv"), newline="") as table:
    row_of = {Path(line["path"]).resolve(): i for i, line in enumerate(csv.DictReader(table))}
features = np.load(args.features)[[row_of[(args.data / row["file"]).resolve()] for row in rows]]
there = np.array([[name in row["keywords"].split("|") for name in names] for row in rows])

index = {row["file"]: i for i, row in enumerate(rows)}
splits = {"train": set(range(len(rows))), "validation": [], "test": []}
expected = {}
for line in (args.run / "predictions.jsonl").read_text().splitlines():
    prediction = json.loads(line)
    i = index[prediction["id"]]
    splits[prediction["split"]].append(i)
    splits["train"].remove(i)
    expected[i] = prediction["answer"]["probabilities"]
    assert np.flatnonzero(there[i]).tolist() == prediction["target"], prediction["id"]
splits["train"] = sorted(splits["train"])

weights = read_safetensors(args.run / "model" / "weights.safetensors")
held_out = sorted(expected)
theirs = features[held_out] @ weights["head/dense/kernel"] + weights["head/dense/bias"]
difference = np.abs(1 / (1 + np.exp(-theirs)) - np.array([expected[i] for i in held_out])).max()
assert difference < 1e-3, f"TLP's layer on these features is off by {difference}"

# For so small a layer, one thread is faster than two.
torch.set_num_threads(1)
torch.manual_seed(args.seed)
start = time.perf_counter()
x, y = torch.from_numpy(features), torch.from_numpy(there).float()
loaders = {
    name: torch.utils.data.DataLoader(
        torch.utils.data.TensorDataset(x[own], y[own]), batch_size=32, shuffle=name == "train")
    for name, own in splits.items()
}
dropout, layer = nn.Dropout(0.2), nn.Linear(x.shape[1], len(names))
cross_entropy = nn.BCEWithLogitsLoss()


def focal(logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    return sigmoid_focal_loss(logits, targets, alpha=-1, gamma=2, reduction="mean")


criterion = cross_entropy if args.loss == "cross_entropy" else focal
optimizer = torch.optim.Adam(layer.parameters(), lr=1e-3)


@torch.no_grad()
def predict(name: str) -> tuple[np.ndarray, np.ndarray, float]:
    """Logits, labels and loss of a split."""
    logits = layer(x[splits[name]])
    return logits.numpy(), there[splits[name]], criterion(logits, y[splits[name]]).item()


best, kept = -1.0, {}
for _ in range(args.epochs):
    for inputs, labels in loaders["train"]:
        optimizer.zero_grad()
        criterion(layer(dropout(inputs)), labels).backward()
        optimizer.step()
    logits, labels, _ = predict("validation")
    score = measure(logits, labels, np.zeros(len(names)))["mean_average_precision"]
    if score > best:
        best, kept = score, {name: value.clone() for name, value in layer.state_dict().items()}
layer.load_state_dict(kept)
seconds = time.perf_counter() - start
logits, labels, _ = predict("validation")
thresholds = np.array([best_threshold(logits[:, i], labels[:, i]) for i in range(len(names))])
results = {}
for name in ["validation", "test"]:
    logits, labels, loss = predict(name)
    results[name] = {"loss": loss, "scores": measure(logits, labels, thresholds)}
report(results["test"]["scores"]["mean_average_precision"], ["torch", "torchvision"], **results, trainSeconds=seconds,
       tlpDifference=float(difference))
