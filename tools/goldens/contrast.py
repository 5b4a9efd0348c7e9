"""The contrastive loss of SetFit on the small BERT of `huggingface.py`: its value, gradients, and steps of AdamW.

Both sides of every pair are embedded, as Sentence Transformers does. Where that is installed, its own loss is compared too.
"""

import formula
import numpy as np
import torch
from backbones import ROOT, write
from huggingface import (
    CONFIGS, adamw_steps, base_of, fill, graph_order, inputs, trained_of, without_dropout,
)
from torch import nn

# Of the three texts of the golden; one pair comes twice, as oversampling has it.
PAIRS = [(0, 1, 1.0), (0, 2, 0.0), (1, 2, 0.0), (0, 1, 1.0)]


class Embedding(nn.Module):
    """The mean of the tokens that are no padding."""

    def __init__(self, base: nn.Module):
        super().__init__()
        self.base = base

    def forward(self, given: dict[str, torch.Tensor]) -> torch.Tensor:
        states = self.base(**given).last_hidden_state
        mask = given["attention_mask"].unsqueeze(-1)
        return (states * mask).sum(1) / mask.sum(1)


def model_of(config) -> Embedding:
    model = Embedding(base_of(config)).double()
    fill(model, lambda name: name.removeprefix("base."))
    return model.train()


def sides(given):
    return [{k: v[[pair[side] for pair in PAIRS]] for k, v in given.items()} for side in (0, 1)]


def loss_of(model, given):
    """`CosineSimilarityLoss`: the mean squared error of `torch.cosine_similarity`."""
    first, second = (model(side) for side in sides(given))
    labels = torch.tensor([label for *_, label in PAIRS], dtype=torch.float64)
    return nn.functional.mse_loss(torch.cosine_similarity(first, second), labels)


def compare_with_sentence_transformers(model, given) -> None:
    try:
        from sentence_transformers.sentence_transformer.losses import CosineSimilarityLoss
    except ImportError:
        return print("Sentence Transformers is not installed: compared with its formula only.")
    theirs = CosineSimilarityLoss(lambda side: {"sentence_embedding": model(side)})
    labels = torch.tensor([label for *_, label in PAIRS], dtype=torch.float64)
    # Labels are turned to float32 there.
    assert abs(theirs(sides(given), labels).item() / loss_of(model, given).item() - 1) < 1e-6
    print("The same as CosineSimilarityLoss of Sentence Transformers.")


def golden() -> dict:
    config = without_dropout(CONFIGS["bert"])
    given = inputs(config)
    model = model_of(config)
    compare_with_sentence_transformers(model, given)
    loss_of(model, given).backward()
    gradients = {k: float(np.linalg.norm(v.grad)) for k, v in trained_of(model)}
    model = model_of(config)
    trained = trained_of(model)
    taken = adamw_steps(trained, lambda: loss_of(model, given))
    modules = dict(model.named_modules())
    after = {k: formula.sample(graph_order(modules, k, v), 24) for k, v in trained}
    return {
        "reference": {"torch": torch.__version__},
        "pairs": PAIRS,
        "gradients": gradients,
        "steps": {**taken, "after": after},
    }


if __name__ == "__main__":
    write(ROOT / "packages/runtime/goldens/contrast.json", golden())
