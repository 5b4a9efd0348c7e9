"""PyTorch's transfer-learning tutorial loop on the emoji images, nothing cached between epochs.

After https://docs.pytorch.org/tutorials/beginner/transfer_learning_tutorial.html, "ConvNet as fixed feature
extractor" (`--phase head`) and "Finetuning the ConvNet", here of the blocks after the fifth (`--phase tune`); with
channels-last and frozen layers in eval mode, which make it faster.
"""

import argparse
import json
from pathlib import Path
import sys
import tempfile
import time

import torch
from torch import nn, optim

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from lite0_torch import lite0
from images import split
from report import report, seconds_left

parser = argparse.ArgumentParser()
parser.add_argument("--data", type=Path, required=True)
parser.add_argument("--phase", choices=["head", "tune"], required=True)
parser.add_argument("--epochs", type=int, required=True, help="that the figure is for")
parser.add_argument("--measured-epochs", type=int, required=True, help="that are run; the rest take as long as the later ones")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--size", type=int, default=128)
args = parser.parse_args()

torch.manual_seed(args.seed)
model = lite0()
model.requires_grad_(False)
trained = nn.ModuleList([] if args.phase == "head" else [*model._blocks[11:], model._conv_head, model._bn1])
trained.requires_grad_(True)


def set_mode(training: bool) -> None:
    """Batch-norm keeps its statistics, in frozen and in trained layers; dropout is on while training."""
    model.eval()
    model._dropout.train(training)


start = time.perf_counter()
names = ["train", "validation", "test"]
sets = {name: split(args.data, name, args.size) for name in names}
loaders = {
    name: torch.utils.data.DataLoader(sets[name], batch_size=32, shuffle=name == "train", num_workers=2)
    for name in names
}
model._fc = nn.Linear(model._fc.in_features, len(sets["train"].classes))
model = model.to(memory_format=torch.channels_last)
criterion = nn.CrossEntropyLoss()
parameters = [p for p in model.parameters() if p.requires_grad]
optimizer = optim.Adam(parameters, lr=1e-3) if args.phase == "head" else optim.AdamW(parameters, lr=1e-4)


def run_epoch(name: str) -> float:
    """Accuracy over the split; trains on it if it is the training split."""
    training = name == "train"
    set_mode(training)
    correct = 0
    for inputs, labels in loaders[name]:
        inputs = inputs.to(memory_format=torch.channels_last)
        optimizer.zero_grad()
        with torch.set_grad_enabled(training):
            outputs = model(inputs)
            loss = criterion(outputs, labels)
            if training:
                loss.backward()
                optimizer.step()
        correct += (outputs.argmax(1) == labels).sum().item()
    return correct / len(sets[name])


seconds = []
with tempfile.TemporaryDirectory() as folder:
    best, best_path = -1.0, Path(folder) / "best.pt"
    for _ in range(args.measured_epochs):
        epoch_start = time.perf_counter()
        run_epoch("train")
        accuracy = run_epoch("validation")
        if accuracy > best:
            best = accuracy
            torch.save(model.state_dict(), best_path)
        seconds.append(time.perf_counter() - epoch_start)
        print(json.dumps({"seconds": time.perf_counter() - start, "validation": accuracy}), flush=True)
    model.load_state_dict(torch.load(best_path))
    test_accuracy = run_epoch("test")
total = time.perf_counter() - start
report(
    total + seconds_left(seconds, args.epochs),
    ["torch", "torchvision"],
    epochSeconds=seconds,
    validation=best,
    test=test_accuracy,
    note=f"{args.measured_epochs} of {args.epochs} epochs run, test {test_accuracy:.1%}",
)
