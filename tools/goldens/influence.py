"""How much each token speaks for the class that a network chooses, by gradient × input on the output of the embeddings.

For some of the small networks of `huggingface.py`, in double precision by PyTorch's own differentiation; the formula is that of
captum's LayerGradientXActivation, summed over the width. Writes packages/runtime/goldens/influence.json.
"""

import torch
from backbones import ROOT, write
from huggingface import CONFIGS, classifier_of, inputs, without_dropout


def golden_of(config) -> dict:
    config = without_dropout(config)
    given = inputs(config)
    model = classifier_of(config).eval()
    states = model.base(**given, output_hidden_states=True)
    embedded = states.hidden_states[0]
    embedded.retain_grad()
    mask = given["attention_mask"].unsqueeze(-1)
    logits = model.head((states.last_hidden_state * mask).sum(1) / mask.sum(1))
    chosen = logits.argmax(-1)
    logits.gather(1, chosen.unsqueeze(-1)).sum().backward()
    scores = (embedded * embedded.grad).sum(-1)
    return {"logits": logits.reshape(-1).tolist(), "chosen": chosen.tolist(), "scores": scores.reshape(-1).tolist()}


if __name__ == "__main__":
    torch.use_deterministic_algorithms(True)
    names = ("bert", "deberta-v2", "gpt2", "mpnet")
    write(ROOT / "packages/runtime/goldens/influence.json", {name: golden_of(CONFIGS[name]) for name in names})
