"""A tag per word: BertForTokenClassification of Transformers, seqeval's counts, and the tokens of texts that are given as words.

    tagging.py

The network is the folder `bert` of huggingface.py, its weights by formula; numbers are computed in double precision.
"""

import gzip
import hashlib
import json
import random
import tempfile
from importlib.metadata import version
from pathlib import Path

import formula
import numpy as np
import torch
import transformers
from backbones import ROOT, write
from huggingface import CLASSES, CONFIGS, adamw_steps, fill, graph_order, inputs, without_dropout
from seqeval.metrics import classification_report
from seqeval.scheme import BILOU, IOBES
from tokenizers import Tokenizer

GOLDENS = ROOT / "packages/runtime/goldens"
TOKENIZERS = ROOT / "packages/runtime/src/modalities/text/tokenizer/goldens"
# The first token of each word; special tokens, later pieces and padding are ignored.
LABELS = [[-100, 0, 2, -100, 1, 2, -100], [-100, 1, 0, -100, -100, -100, -100], [-100, 2, -100, -100, -100, -100, -100]]


def model_of(config):
    config = without_dropout(config)
    config.num_labels = CLASSES
    model = transformers.BertForTokenClassification._from_config(config, attn_implementation="eager").double()
    fill(model, lambda name: name.removeprefix("bert."))
    return model.train()


def network() -> dict:
    config = CONFIGS["bert"]
    given, labels = inputs(config), torch.tensor(LABELS)
    model = model_of(config)
    result = model(**given, labels=labels)
    result.loss.backward()
    named = [(name.removeprefix("bert."), value) for name, value in model.named_parameters()]
    golden = {
        "labels": LABELS,
        "logits": result.logits.reshape(-1).tolist(),
        "loss": result.loss.item(),
        "gradients": {k: v.grad.norm().item() for k, v in named},
    }
    model = model_of(config)
    named = [(name.removeprefix("bert."), value) for name, value in model.named_parameters()]
    taken = adamw_steps(named, lambda: model(**given, labels=labels).loss)
    modules = {f"base.{k.removeprefix('bert.')}": v for k, v in model.named_modules()}
    after = {k: formula.sample(graph_order(modules, k, v), 24) for k, v in named}
    golden["steps"] = {**taken, "after": after}
    return golden


def sentences(rng, prefixes: str, scheme: str) -> tuple[list, list]:
    """Random tags, most of them in a sensible order, and answers that are mostly like them."""
    types = ["PER", "LOC", "a-b"]
    tag = lambda: "O" if rng.random() < 0.35 else f"{rng.choice(prefixes)}-{rng.choice(types)}"
    right, said = [], []
    for _ in range(rng.randint(1, 5)):
        tags = [tag() for _ in range(rng.randint(1, 9))]
        for i in range(1, len(tags)):
            if tags[i - 1] != "O" and rng.random() < 0.5:
                tags[i] = rng.choice(prefixes[1:]) + tags[i - 1][1:]
        right.append(tags)
        said.append([old if rng.random() < 0.7 else tag() for old in tags])
    return right, said


def number(value) -> float:
    """Averages over no types at all are none."""
    return 0.0 if np.isnan(value) else float(value)


def counts() -> list[dict]:
    rng, cases = random.Random(7), []
    for scheme, prefixes, options in [
        ("bio", "BI", {}),
        ("iob1", "IB", {}),
        ("bioes", "BIES", {"mode": "strict", "scheme": IOBES}),
        ("bioes", "BILU", {"mode": "strict", "scheme": BILOU}),
    ]:
        for _ in range(40):
            right, said = sentences(rng, prefixes, scheme)
            report = classification_report(right, said, output_dict=True, zero_division=0, **options)
            scores = {
                name: [*(number(row[key]) for key in ("precision", "recall", "f1-score")), int(row["support"])]
                for name, row in report.items()
                if name != "weighted avg"
            }
            cases.append({"scheme": scheme, "right": right, "said": said, "scores": scores})
    return cases


def words() -> dict:
    lines = json.loads(gzip.open(TOKENIZERS / "lines.json.gz").read())[:1500]
    golden = {}
    for kind in ("word-piece", "byte-level", "unigram"):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "tokenizer.json").write_bytes(gzip.open(TOKENIZERS / f"{kind}-tokenizer.json.gz").read())
            library = Tokenizer.from_file(f"{folder}/tokenizer.json")
            if kind == "byte-level":
                spaced = json.loads(library.to_str())
                spaced["pre_tokenizer"]["add_prefix_space"] = True
                library = Tokenizer.from_str(json.dumps(spaced))
        fast = transformers.PreTrainedTokenizerFast(tokenizer_object=library)
        digests = []
        for line in lines:
            given = line.split(" ")
            encoding = fast(given, is_split_into_words=True)
            numbers = encoding.word_ids()
            starts = [numbers.index(i) if i in numbers else -2 for i in range(len(given))]
            text = "".join(f"[{','.join(map(str, of))}]" for of in (encoding["input_ids"], starts))
            digests.append(hashlib.sha256(text.encode()).hexdigest()[:8])
        golden[kind] = digests
    return golden


if __name__ == "__main__":
    reference = {"transformers": transformers.__version__, "torch": torch.__version__, "seqeval": version("seqeval")}
    write(GOLDENS / "tagging.json", {"reference": reference, "network": network(), "counts": counts()})
    write(TOKENIZERS / "words.json", words())
