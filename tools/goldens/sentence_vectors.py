"""A small sentence transformer that ends in `Normalize`: its folder as Sentence Transformers writes it, what its `encode` gives, and
scikit-learn's logistic regression on that, which is SetFit's head. Needs sentence-transformers.

Weights are made by formula, by the names of the tensors in the folder.
"""

import shutil

import torch
import transformers
from backbones import ROOT, write
from huggingface import fill
from sentence_transformers import SentenceTransformer, models
from sklearn.linear_model import LogisticRegression

FOLDER = ROOT / "packages/runtime/goldens/sentence-transformer"
WORDS = "the offer is free call now meet me at noon train was late again today".split()
TEXTS = {
    "spam": ["the offer is free", "call now free call", "free offer call today", "free free now"],
    "ham": ["meet me at noon", "me at noon today", "meet at noon is late", "at noon the train"],
    "news": ["the train was late again", "late again today", "train was late", "the train is late today"],
}


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    base = FOLDER / "base"
    base.mkdir(parents=True)
    (base / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS]) + "\n")
    config = transformers.BertConfig(
        vocab_size=len(WORDS) + 5,
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=16,
    )
    network = transformers.BertModel(config)
    fill(network)
    network.save_pretrained(base)
    transformers.BertTokenizerFast(str(base / "vocab.txt")).save_pretrained(base)
    words = models.Transformer(str(base), max_seq_length=12)
    pool = models.Pooling(words.get_word_embedding_dimension(), "mean")
    model = SentenceTransformer(modules=[words, pool, models.Normalize()], device="cpu")
    model.save(str(FOLDER), create_model_card=False)
    shutil.rmtree(base)
    for unread in ("config_sentence_transformers.json", "special_tokens_map.json", "tokenizer.json"):
        (FOLDER / unread).unlink(missing_ok=True)
    labels, texts = zip(*((label, text) for label, own in TEXTS.items() for text in own))
    torch.manual_seed(0)
    vectors = model.encode(list(texts))
    head = LogisticRegression(C=1.0, tol=1e-8, max_iter=10_000).fit(vectors.astype("float64"), labels)
    write(
        FOLDER / "golden.json",
        {
            "texts": [{"text": text, "label": label} for text, label in zip(texts, labels)],
            "vectors": [[round(float(v), 7) for v in row] for row in vectors],
            "classes": list(head.classes_),
            "probabilities": [[round(float(v), 7) for v in row] for row in head.predict_proba(vectors)],
        },
    )


if __name__ == "__main__":
    main()
