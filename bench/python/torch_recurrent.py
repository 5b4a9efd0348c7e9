"""PyTorch: training steps of `nn.LSTM` in both directions under a dense layer, on a batch that stays the same."""

import time

import torch

from recurrent_data import RATE, features, recurrent_arguments, weights
from report import report

args = recurrent_arguments()
given = {key: torch.from_numpy(value) for key, value in weights(args).items()}
lstm = torch.nn.LSTM(args.width, args.units, batch_first=True, bidirectional=True)
dense = torch.nn.Linear(2 * args.units, 2)
with torch.no_grad():
    for side, suffix in (("forward", ""), ("backward", "_reverse")):
        getattr(lstm, f"weight_ih_l0{suffix}").copy_(given[f"{side}/kernel"].T)
        getattr(lstm, f"weight_hh_l0{suffix}").copy_(given[f"{side}/recurrent_kernel"].T)
        getattr(lstm, f"bias_ih_l0{suffix}").copy_(given[f"{side}/bias"])
        # The other two have one bias; this one stays as it is.
        getattr(lstm, f"bias_hh_l0{suffix}").zero_().requires_grad_(False)
    dense.weight.copy_(given["dense/kernel"].T)
    dense.bias.copy_(given["dense/bias"])
x = torch.from_numpy(features(args))
y = torch.arange(args.batch) % 2
trained = [value for value in [*lstm.parameters(), *dense.parameters()] if value.requires_grad]
optimizer = torch.optim.Adam(trained, lr=RATE)


def step() -> float:
    optimizer.zero_grad()
    _, (h, _) = lstm(x)
    loss = torch.nn.functional.cross_entropy(dense(torch.cat([h[0], h[1]], 1)), y)
    loss.backward()
    optimizer.step()
    return loss.item()


losses = [step() for _ in range(2)]
start = time.perf_counter()
losses += [step() for _ in range(args.steps)]
value = args.batch * args.steps / (time.perf_counter() - start)
report(value, ["torch"], loss=losses[-1], note=f"loss {losses[0]:.5f} to {losses[-1]:.5f}")
