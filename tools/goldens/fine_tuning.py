"""Layer-wise learning rates as timm gives them, on a small BERT and a small vision transformer: the rates' shares by tensor,
losses and weights of three steps of AdamW.
"""

import formula
import numpy as np
import timm
import torch
import torch.nn.functional as F
from backbones import ROOT, write
from huggingface import CONFIGS, LENGTHS, classifier_of, fill, graph_order, inputs, parts, trained_of, without_dropout
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
    return parts(name, graph_order(model, name, value))


def main() -> None:
    for name, make in {"bert": bert, "vit": vit}.items():
        golden = golden_of(make)
        write(FOLDER / f"layer-decay-{name}.json", golden)
        print(name, golden["steps"]["losses"], sorted(set(golden["scales"].values())))


if __name__ == "__main__":
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(2)
    main()
