"""Small networks of Transformers for text: their folders as it writes them, hidden states, gradients, steps of AdamW.

    huggingface.py [NAME ...]

Weights are made by formula, by the names of the tensors in the folder. The numbers are computed in double precision.
"""

import argparse
import shutil
from pathlib import Path

import formula
import numpy as np
import torch
import torch.nn.functional as F
import transformers
from backbones import ROOT, summary, write
from torch import nn
from unigram_folders import SPECIAL, tokenizer_of, tokens

FOLDER = ROOT / "packages/runtime/goldens/huggingface"
CLASSES, STEPS, RATE, EPSILON, DECAY = 3, 3, 1e-3, 1e-5, 0.1
LENGTHS, VOCABULARY = (7, 4, 2), 90

WIDE = {
    "vocab_size": VOCABULARY,
    "hidden_size": 24,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 40,
    "max_position_embeddings": 16,
}

CONFIGS = {
    "albert": transformers.AlbertConfig(**WIDE | {"num_hidden_layers": 4}, num_hidden_groups=2, embedding_size=12),
    "bert": transformers.BertConfig(**WIDE),
    "camembert": transformers.CamembertConfig(**WIDE, pad_token_id=1, bos_token_id=5, eos_token_id=6, type_vocab_size=1),
    "deberta-v2": transformers.DebertaV2Config(
        **WIDE,
        type_vocab_size=0,
        relative_attention=True,
        position_buckets=4,
        norm_rel_ebd="layer_norm",
        share_att_key=True,
        pos_att_type="p2c|c2p",
        position_biased_input=False,
        pooler_dropout=0,
        pooler_hidden_act="gelu",
    ),
    "distilbert": transformers.DistilBertConfig(
        vocab_size=VOCABULARY, dim=24, n_layers=2, n_heads=4, hidden_dim=40, max_position_embeddings=16
    ),
    "electra": transformers.ElectraConfig(**WIDE, embedding_size=12),
    "gpt2": transformers.GPT2Config(
        vocab_size=VOCABULARY, n_embd=24, n_layer=2, n_head=4, n_inner=40, n_positions=16
    ),
    "mpnet": transformers.MPNetConfig(**WIDE, pad_token_id=1),
    "roberta": transformers.RobertaConfig(**WIDE, pad_token_id=1, type_vocab_size=1, layer_norm_eps=1e-5),
    "xlm-roberta": transformers.XLMRobertaConfig(**WIDE, pad_token_id=1, type_vocab_size=1, layer_norm_eps=1e-5),
}


def inputs(config) -> dict[str, torch.Tensor]:
    """Texts of different lengths, filled up; the second half of each is the second text of a pair."""
    longest, pad = max(LENGTHS), config.pad_token_id or 0
    drawn = formula.uniform("ids", len(LENGTHS) * longest).reshape(-1, longest)
    ids = (5 + np.floor(drawn * (VOCABULARY - 5))).astype(np.int64)
    mask = np.array([[int(i < length) for i in range(longest)] for length in LENGTHS])
    given = {"input_ids": np.where(mask == 1, ids, pad), "attention_mask": mask}
    if (getattr(config, "type_vocab_size", 0) or 0) > 1:
        given["token_type_ids"] = np.array([[int(length / 2 <= i < length) for i in range(longest)] for length in LENGTHS])
    return {k: torch.from_numpy(v) for k, v in given.items()}


def fill(model: nn.Module, rename=lambda name: name) -> None:
    for name, value in model.named_parameters():
        value.data = torch.from_numpy(formula.tensor(rename(name), tuple(value.shape))).to(value.dtype)


class Classifier(nn.Module):
    """A dense layer over the mean of the tokens that are no padding, so that every token counts."""

    def __init__(self, base: nn.Module, width: int):
        super().__init__()
        self.base, self.head = base, nn.Linear(width, CLASSES)

    def forward(self, given: dict[str, torch.Tensor]) -> torch.Tensor:
        states = self.base(**given).last_hidden_state
        mask = given["attention_mask"].unsqueeze(-1)
        return self.head((states * mask).sum(1) / mask.sum(1))


def without_dropout(config):
    copy = type(config).from_dict(config.to_dict())
    for name in vars(copy):
        if "dropout" in name or "pdrop" in name:
            setattr(copy, name, 0.0)
    return copy


def base_of(config) -> nn.Module:
    """The network without a head, its poolers left out where that can be asked for."""
    return transformers.AutoModel.from_config(config, attn_implementation="eager")


def trained_of(model: nn.Module):
    """Of a classifier what takes part: by the names in the folder, and `head.…`."""
    named = [(name.removeprefix("base."), value) for name, value in model.named_parameters()]
    return [(k, v) for k, v in named if not k.startswith("pooler") and v.requires_grad]


def parts(name: str, value):
    """What our graphs make of a tensor: itself, or queries, keys and values, named `c_attn.weight/0` and so on."""
    if "c_attn" not in name:
        return [(name, value)]
    return [(f"{name}/{i}", part) for i, part in enumerate(np.split(np.asarray(value), 3, axis=-1))]


def decays(name: str, value: torch.Tensor) -> bool:
    return value.ndim > 1 and "bias" not in name


def graph_order(modules: dict[str, nn.Module], name: str, value: torch.Tensor) -> np.ndarray:
    """Matrices as our graphs lay them out, `[in,out]`; tables, and GPT-2's matrices, lie so."""
    owner = modules.get(f"base.{name}".rsplit(".", 1)[0]) or modules.get(name.rsplit(".", 1)[0])
    value = value.detach()
    return (value.T if isinstance(owner, nn.Linear) and value.ndim == 2 else value).contiguous().numpy()


def classifier_of(config) -> Classifier:
    model = Classifier(base_of(config), config.hidden_size).double()
    fill(model, lambda name: name.removeprefix("base."))
    return model.train()


def golden_of(config) -> dict:
    config = without_dropout(config)
    given, labels = inputs(config), torch.from_numpy(formula.labels(len(LENGTHS), CLASSES))
    model = classifier_of(config)
    with torch.no_grad():
        states = model.base(**given, output_hidden_states=True).hidden_states
        logits = model(given)
    loss = F.cross_entropy(model(given), labels)
    loss.backward()
    gradients = [one for k, v in trained_of(model) for one in parts(k, v.grad)]
    return {
        "reference": {"transformers": transformers.__version__, "torch": torch.__version__},
        "inputs": {k: v.tolist() for k, v in given.items()},
        "classes": CLASSES,
        # What stands at padding means nothing, and is not the same in all versions of Transformers.
        "states": [summary((state * given["attention_mask"].unsqueeze(-1)).numpy(), 48) for state in states],
        "logits": logits.reshape(-1).tolist(),
        "loss": loss.item(),
        "gradients": {k: float(np.linalg.norm(v)) for k, v in gradients},
        "steps": steps(config, given, labels),
    }


def adamw_steps(trained, loss_of) -> dict:
    """Steps of AdamW on named tensors that train, and the loss before each; kernels decay, and nothing else."""
    groups = [
        {"params": [v for k, v in trained if decays(k, v)], "weight_decay": DECAY},
        {"params": [v for k, v in trained if not decays(k, v)], "weight_decay": 0.0},
    ]
    optimizer, losses = torch.optim.AdamW(groups, RATE, betas=(0.9, 0.999), eps=EPSILON), []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = loss_of()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return {"rate": RATE, "epsilon": EPSILON, "weightDecay": DECAY, "losses": losses}


def steps(config, given, labels) -> dict:
    model = classifier_of(config)
    trained = trained_of(model)
    taken = adamw_steps(trained, lambda: F.cross_entropy(model(given), labels))
    modules = dict(model.named_modules())
    ordered = [one for k, v in trained for one in parts(k, graph_order(modules, k, v))]
    return {**taken, "after": {k: formula.sample(v, 24) for k, v in ordered}}


def buckets(name: str) -> list[int]:
    """Of the distances from -511 to 511, as the published networks have them."""
    from transformers.models.deberta_v2.modeling_deberta_v2 import make_log_bucket_position
    from transformers.models.mpnet.modeling_mpnet import MPNetEncoder

    distances = torch.arange(-511, 512)
    if name == "mpnet":
        return MPNetEncoder.relative_position_bucket(distances).tolist()
    return make_log_bucket_position(distances, 256, 512).long().tolist()


def bert_classifier(config) -> list[float]:
    """Logits of the classifier that Transformers itself makes, whose dense layer reads the pooler."""
    config = without_dropout(config)
    config.num_labels = CLASSES
    model = transformers.BertForSequenceClassification._from_config(config, attn_implementation="eager").double().eval()
    fill(model, lambda name: name.removeprefix("bert."))
    with torch.no_grad():
        return model(**inputs(config)).logits.reshape(-1).tolist()


def write_folder(folder: Path, config) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    model = base_of(config)
    fill(model)
    model.save_pretrained(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    for name in parser.parse_args().names or CONFIGS:
        config, folder = CONFIGS[name], FOLDER / name
        write_folder(folder, config)
        golden = golden_of(config)
        if name == "bert":
            golden["classifier"] = bert_classifier(config)
        if name in ("deberta-v2", "mpnet"):
            golden["buckets"] = buckets(name)
        if name in SPECIAL:
            tokenizer_of(name).save_pretrained(folder)
            golden["tokens"] = tokens(name)
        write(folder / "golden.json", golden)
        print(name, golden["loss"], [round(s["std"], 3) for s in golden["states"]], flush=True)


if __name__ == "__main__":
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(2)
    main()
