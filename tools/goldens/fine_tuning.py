"""Layer-wise learning rates as timm gives them, on a small BERT and a small vision transformer: the rates' shares by tensor,
losses and weights of three steps of AdamW. And adapters of PEFT on small networks for text: loss, gradients, steps, what the
network computes once they are merged, and the files that PEFT keeps them in.
"""

import os
import shutil

import formula
import numpy as np
import peft
import timm
import torch
import torch.nn.functional as F
from backbones import ROOT, write
from huggingface import (
    CONFIGS,
    LENGTHS,
    classifier_of,
    decays,
    fill,
    graph_order,
    inputs,
    parts,
    trained_of,
    without_dropout,
)
from timm.models.vision_transformer import VisionTransformer
from timm.optim import param_groups_layer_decay

FOLDER = ROOT / "packages/runtime/goldens/fine-tuning"
CLASSES, STEPS, RATE, EPSILON, WEIGHT_DECAY, LAYER_DECAY = 3, 3, 1e-3, 1e-5, 0.1, 0.5
SIZE, BATCH = 32, 2


def bert():
    """timm asks a model which layer a tensor is of; Transformers' networks cannot tell."""
    config = without_dropout(CONFIGS["bert"])
    model = classifier_of(config)
    model.group_matcher = lambda coarse: {"stem": r"^base\.embeddings", "blocks": r"^base\.encoder\.layer\.(\d+)"}
    given = inputs(config)
    return model, trained_of(model), lambda: model(given), formula.labels(len(LENGTHS), CLASSES)


def vit():
    size = {"img_size": SIZE, "patch_size": 16, "embed_dim": 24, "depth": 3, "num_heads": 4}
    model = VisionTransformer(**size, num_classes=CLASSES).double().train()
    fill(model)
    x = torch.from_numpy(formula.image(SIZE, BATCH)).double().permute(0, 3, 1, 2)
    return model, list(model.named_parameters()), lambda: model(x), formula.labels(BATCH, CLASSES)


def golden_of(make) -> dict:
    model, trained, forward, labels = make()
    groups = param_groups_layer_decay(
        model,
        WEIGHT_DECAY,
        no_weight_decay_list=getattr(model, "no_weight_decay", set)(),
        layer_decay=LAYER_DECAY,
    )
    names = {id(value): name for name, value in trained}
    scales = {names[id(p)]: group["lr_scale"] for group in groups for p in group["params"] if id(p) in names}
    for group in groups:
        group["lr"] = RATE * group["lr_scale"]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.999), eps=EPSILON)
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = F.cross_entropy(forward(), torch.from_numpy(labels))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    after = {name: formula.sample(value, 24) for k, v in trained for name, value in laid_out(model, k, v)}
    return {
        "reference": {"timm": timm.__version__, "torch": torch.__version__},
        "classes": CLASSES,
        "size": SIZE,
        "batch": BATCH,
        "layerDecay": LAYER_DECAY,
        "scales": scales,
        "steps": {"rate": RATE, "epsilon": EPSILON, "weightDecay": WEIGHT_DECAY, "losses": losses, "after": after},
    }


def laid_out(model, name: str, value: torch.Tensor):
    """A tensor's values as our graphs have them: convolutions HWIO, queries, keys and values apart."""
    if value.ndim == 4:
        return [(name, value.detach().permute(2, 3, 1, 0).numpy())]
    if "qkv" in name:
        # PyTorch has their outputs one after another along the first axis.
        pieces = value.detach().numpy().reshape(3, -1, *value.shape[1:])
        return [(f"{name}/{i}", np.ascontiguousarray(piece.T)) for i, piece in enumerate(pieces)]
    return parts(name, graph_order(dict(model.named_modules()), name, value))


RANK, ALPHA = 4, 12
ADAPTED = {
    "bert": ("query_value", ["query", "value"]),
    "roberta": ("attention", ["query", "key", "value", "attention.output.dense"]),
    "gpt2": ("all", ["c_attn", "c_proj", "c_fc"]),
}


def adapted(name: str):
    """A classifier whose base holds adapters made by formula, B too, so that A has gradients."""
    config = without_dropout(CONFIGS[name])
    model = classifier_of(config)
    lora = peft.LoraConfig(
        r=RANK,
        lora_alpha=ALPHA,
        target_modules=ADAPTED[name][1],
        fan_in_fan_out=name == "gpt2",
        task_type="FEATURE_EXTRACTION",
    )
    model.base = peft.get_peft_model(model.base, lora).double()
    trained = [(adapter_name(k), v) for k, v in model.named_parameters() if v.requires_grad]
    for k, v in trained:
        v.data = torch.from_numpy(formula.tensor(k, tuple(v.shape))).double()
    return model, inputs(config), trained


def adapter_name(name: str) -> str:
    """As the module in the folder is called, without what PEFT wraps around it: `encoder.layer.0.attention.self.query.lora_A`."""
    return name.removeprefix("base.base_model.model.").removesuffix(".default.weight")


def adapter_parts(name: str, value: np.ndarray):
    """Matrices as our graphs have them, `[in,out]`; B of queries, keys and values apart."""
    value = value.T if value.ndim == 2 else value
    if "c_attn.lora_B" not in name:
        return [(name, np.ascontiguousarray(value))]
    return [(f"{name}/{i}", np.ascontiguousarray(part)) for i, part in enumerate(np.split(value, 3, axis=-1))]


def lora_golden(name: str) -> dict:
    model, given, trained = adapted(name)
    labels = torch.from_numpy(formula.labels(len(LENGTHS), CLASSES))
    groups = [
        {"params": [v for k, v in trained if decays(k, v)], "weight_decay": WEIGHT_DECAY},
        {"params": [v for k, v in trained if not decays(k, v)], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, RATE, betas=(0.9, 0.999), eps=EPSILON)
    losses, gradients = [], {}
    for step in range(STEPS):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(given), labels)
        loss.backward()
        if step == 0:
            found = [one for k, v in trained for one in adapter_parts(k, v.grad.numpy())]
            gradients = {k: float(np.linalg.norm(v)) for k, v in found}
        optimizer.step()
        losses.append(loss.item())
    last = [one for k, v in trained for one in adapter_parts(k, v.detach().numpy())]
    model, given, _ = adapted(name)
    # PEFT keeps them in the type that they were made in.
    model.base.float().save_pretrained(FOLDER / f"lora-{name}")
    os.remove(FOLDER / f"lora-{name}" / "README.md")
    with torch.no_grad():
        before = model.double()(given)
        model.base = model.base.merge_and_unload()
        merged = model(given)
    assert torch.allclose(before, merged, rtol=0, atol=1e-6), (before - merged).abs().max()
    return {
        "reference": {"peft": peft.__version__, "torch": torch.__version__},
        "classes": CLASSES,
        "rank": RANK,
        "alpha": ALPHA,
        "on": ADAPTED[name][0],
        "logits": merged.reshape(-1).tolist(),
        "gradients": gradients,
        "steps": {
            "rate": RATE,
            "epsilon": EPSILON,
            "weightDecay": WEIGHT_DECAY,
            "losses": losses,
            "after": {k: formula.sample(v, 24) for k, v in last},
        },
    }


def main() -> None:
    for name in ADAPTED:
        shutil.rmtree(FOLDER / f"lora-{name}", ignore_errors=True)
        golden = lora_golden(name)
        write(FOLDER / f"lora-{name}" / "golden.json", golden)
        print(name, golden["steps"]["losses"], len(golden["gradients"]))
    for name, make in {"bert": bert, "vit": vit}.items():
        golden = golden_of(make)
        write(FOLDER / f"layer-decay-{name}.json", golden)
        print(name, golden["steps"]["losses"], sorted(set(golden["scales"].values())))


if __name__ == "__main__":
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(2)
    main()
