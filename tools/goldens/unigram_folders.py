"""Tokenizers for the small folders of XLM-RoBERTa and CamemBERT, as Transformers makes and writes them: pieces of words with scores.

Pieces are those of some sentences, the likelier the oftener they are there; the published ones have 250,000 and 32,000.
"""

from collections import Counter

import transformers

WORDS = 90
CORPUS = "le chat dort sur la table et le chien voit la porte de la maison où der Hund schläft the cat sat on the mat where it was".split()
TEXTS = (
    ("le chat dort où il était",),
    ("  The   DOG\tschläft.\n",),
    ("la maison 漢字 🙂 é",),
    ("le chat", "the cat on the mat"),
    ("",),
    ("un <mask> dort",),
)
SPECIAL = {
    "xlm-roberta": [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)],
    "camembert": [("<s>NOTUSED", 0.0), ("<pad>", 0.0), ("</s>NOTUSED", 0.0), ("<unk>", 0.0), ("<unk>NOTUSED", -100.0), ("<s>", 0.0), ("</s>", 0.0)],
}


def pieces(room: int) -> list[tuple[str, float]]:
    """Every letter, and then the most frequent beginnings and parts of words."""
    words = [f"▁{word}" for word in CORPUS]
    letters = sorted(set("".join(words)))
    parts = Counter(word[i:j] for word in words for i in range(len(word)) for j in range(i + 2, len(word) + 1))
    best = sorted(parts, key=lambda part: (-parts[part] * len(part), part))[: room - len(letters)]
    return [(part, -1.0 - 0.1 * i) for i, part in enumerate(best)] + [(letter, -9.0 - 0.05 * i) for i, letter in enumerate(letters)]


def tokenizer_of(name: str):
    special = SPECIAL[name]
    vocab = [*special, *pieces(WORDS - len(special) - 1), ("<mask>", 0.0)]
    made = {"xlm-roberta": transformers.XLMRobertaTokenizer, "camembert": transformers.CamembertTokenizer}[name]
    return made(vocab=vocab, model_max_length=13)


def tokens(name: str) -> list[dict]:
    tokenizer = tokenizer_of(name)
    return [{"texts": list(texts), "ids": tokenizer(*texts)["input_ids"]} for texts in TEXTS]
