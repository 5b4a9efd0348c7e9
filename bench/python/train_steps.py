"""Training steps of a PyTorch classifier on one batch that stays in memory, timed and reported.

After the training step of https://docs.pytorch.org/tutorials/beginner/introyt/trainingyt.html.
"""

from collections.abc import Callable
import time

import torch

from report import report


def time_steps(
    model: torch.nn.Module, forward: Callable, layout: torch.memory_format, args, rate: float
) -> None:
    """`args` has `steps`, `batch`, `size` and `classes`; two steps before them are not timed."""
    x = torch.rand(args.batch, 3, args.size, args.size).mul(2).sub(1).to(memory_format=layout)
    y = torch.arange(args.batch) % args.classes
    criterion = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=rate)

    def step() -> float:
        optimizer.zero_grad()
        loss = criterion(forward(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    for _ in range(2):
        step()
    start = time.perf_counter()
    for _ in range(args.steps):
        loss = step()
    value = args.batch * args.steps / (time.perf_counter() - start)
    report(value, ["torch", "torchvision"], loss=loss, note=f"loss {loss:.2f}")
