"""Optimizers as a pipeline writes them (`Optimizer` in `resolve/pipeline.ts`) and PyTorch's of the same meaning."""

import timm.optim
import torch

# Rates are small, so that networks of formula weights, which are rough, stay where three steps can be compared;
# weight decay (of kernels only, as the compiler has it) is strong, so that they show it.
CASES = [
    {"rate": 2e-5, "optimizer": {"kind": "sgd", "momentum": 0.9, "nesterov": False, "weightDecay": 5.0}},
    {"rate": 2e-5, "optimizer": {"kind": "sgd", "momentum": 0.9, "nesterov": True, "weightDecay": 0.0}},
    {"rate": 5e-6, "optimizer": {"kind": "adam", "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-7, "weightDecay": 0.1}},
    {"rate": 5e-6, "optimizer": {"kind": "adamw", "beta1": 0.9, "beta2": 0.98, "epsilon": 1e-7, "weightDecay": 20.0}},
    {"rate": 5e-6, "optimizer": {"kind": "rmsprop", "rho": 0.9, "momentum": 0.9, "epsilon": 1e-14, "weightDecay": 0.0}},
]

# What scales a branch, and what is added to tokens or to scores of attention, whatever its shape.
KEPT = ("layer_scale", "gamma", "token", "pos_embed", "pos_embedding", "bias_table", "logit_scale")


def decays(name: str, value) -> bool:
    return value.ndim > 1 and not name.endswith(KEPT)


def make_optimizer(named_tensors, case: dict) -> torch.optim.Optimizer:
    trained = [(k, v) for k, v in named_tensors if v.requires_grad]
    o, lr = case["optimizer"], case["rate"]
    groups = [
        {"params": [v for k, v in trained if decays(k, v)], "weight_decay": o["weightDecay"]},
        {"params": [v for k, v in trained if not decays(k, v)], "weight_decay": 0.0},
    ]
    if o["kind"] == "sgd":
        return torch.optim.SGD(groups, lr, momentum=o["momentum"], nesterov=o["nesterov"])
    if o["kind"] == "rmsprop":
        # Ours adds epsilon under the root, PyTorch beside it; where it is small, the two agree.
        eps = o["epsilon"] ** 0.5
        return torch.optim.RMSprop(groups, lr, alpha=o["rho"], momentum=o["momentum"], eps=eps)
    if o["kind"] == "lamb":
        # What clips gradients is the phase's, not the optimizer's.
        betas = (o["beta1"], o["beta2"])
        return timm.optim.Lamb(groups, lr, betas=betas, eps=o["epsilon"], max_grad_norm=None)
    if o["kind"] == "lion":
        return timm.optim.Lion(groups, lr, betas=(o["beta1"], o["beta2"]))
    make = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[o["kind"]]
    return make(groups, lr, betas=(o["beta1"], o["beta2"]), eps=o["epsilon"])
