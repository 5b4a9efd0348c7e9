"""Small sentence transformers: their folders as Sentence Transformers writes them, what `encode` gives, and scikit-learn's logistic
regression on that, which is SetFit's head. One ends in `Normalize`, one in dense layers as distiluse does, one in both as LaBSE does.
Needs sentence-transformers.

Weights are made by formula, by the names of the tensors in the folder.
"""

import shutil
from pathlib import Path

import torch
import transformers
from backbones import ROOT, write
from huggingface import fill
from sentence_transformers import SentenceTransformer, models
from sklearn.linear_model import LogisticRegression

GOLDENS = ROOT / "packages/runtime/goldens"
WORDS = "the offer is free call now meet me at noon train was late again today".split()
TEXTS = {
    "spam": ["the offer is free", "call now free call", "free offer call today", "free free now"],
    "ham": ["meet me at noon", "me at noon today", "meet at noon is late", "at noon the train"],
    "news": ["the train was late again", "late again today", "train was late", "the train is late today"],
}


def bert() -> transformers.PreTrainedModel:
    config = transformers.BertConfig(
        vocab_size=len(WORDS) + 5,
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=16,
    )
    return transformers.BertModel(config)


def distilbert() -> transformers.PreTrainedModel:
    config = transformers.DistilBertConfig(
        vocab_size=len(WORDS) + 5, dim=8, n_layers=2, n_heads=2, hidden_dim=16, max_position_embeddings=16
    )
    return transformers.DistilBertModel(config)


def layer(inputs: int, units: int, **options) -> models.Dense:
    dense = models.Dense(inputs, units, **options)
    fill(dense)
    return dense


def after(name: str) -> list[torch.nn.Module]:
    """The modules behind the pool."""
    if name == "sentence-transformer":
        return [models.Normalize()]
    if name == "sentence-transformer-dense":
        return [layer(8, 6), layer(6, 5, bias=False, activation_function=torch.nn.Identity())]
    return [layer(8, 6, activation_function=torch.nn.Tanh()), models.Normalize()]


FOLDERS = {
    "sentence-transformer": (bert, "mean"),
    "sentence-transformer-dense": (distilbert, "mean"),
    "sentence-transformer-dense-normalized": (bert, "cls"),
}


def make(folder: Path, network: transformers.PreTrainedModel, mode: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    base = folder / "base"
    base.mkdir(parents=True)
    (base / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]) + "\n")
    fill(network)
    network.save_pretrained(base)
    inputs = {} if network.config.model_type == "bert" else {"model_input_names": ["input_ids", "attention_mask"]}
    transformers.BertTokenizerFast(str(base / "vocab.txt"), **inputs).save_pretrained(base)
    words = models.Transformer(str(base), max_seq_length=12)
    pool = models.Pooling(words.get_word_embedding_dimension(), mode)
    model = SentenceTransformer(modules=[words, pool, *after(folder.name)], device="cpu")
    model.save(str(folder), create_model_card=False)
    shutil.rmtree(base)
    for unread in ("config_sentence_transformers.json", "special_tokens_map.json", "tokenizer.json"):
        (folder / unread).unlink(missing_ok=True)
    labels, texts = zip(*((label, text) for label, own in TEXTS.items() for text in own))
    torch.manual_seed(0)
    vectors = model.encode(list(texts))
    head = LogisticRegression(C=1.0, tol=1e-8, max_iter=10_000).fit(vectors.astype("float64"), labels)
    write(
        folder / "golden.json",
        {
            "texts": [{"text": text, "label": label} for text, label in zip(texts, labels)],
            "vectors": [[round(float(v), 7) for v in row] for row in vectors],
            "classes": list(head.classes_),
            "probabilities": [[round(float(v), 7) for v in row] for row in head.predict_proba(vectors)],
        },
    )


def main() -> None:
    for name, (network, mode) in FOLDERS.items():
        make(GOLDENS / name, network(), mode)


if __name__ == "__main__":
    main()
