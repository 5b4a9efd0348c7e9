"""What Hugging Face's tokenizers make of odd text, in Python.

Trains three small tokenizers (WordPiece as BERT's, byte-level BPE as RoBERTa's, Unigram as XLM-R's with SentencePiece's own
table of replacements) on lines of `odd_text.py`, and encodes 6,000 other lines and 600 pairs of them by each. Writes
packages/runtime/src/modalities/text/tokenizer/goldens. The trainers are not quite the same from run to run, so all files change
together. Needs tokenizers and sentencepiece as in requirements.txt.
"""

import gzip
import hashlib
import io
import json
import pathlib

import sentencepiece
from odd_text import SENTENCES, lines
from sentencepiece import sentencepiece_model_pb2
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

ROOT = pathlib.Path(__file__).parents[2] / "packages/runtime/src/modalities/text/tokenizer"
LINES = 6000
PAIRS = 600


def word_piece(corpus: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(corpus, trainers.WordPieceTrainer(vocab_size=1500, special_tokens=special, limit_alphabet=700))
    ids = [(token, tokenizer.token_to_id(token)) for token in special]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[ids[2], ids[3]]
    )
    return tokenizer


def byte_level(corpus: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    special = ["<s>", "<pad>", "</s>", "<unk>", AddedToken("<mask>", lstrip=True)]
    trainer = trainers.BpeTrainer(
        vocab_size=1200, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), min_frequency=2
    )
    tokenizer.train_from_iterator(corpus, trainer)
    tokenizer.add_tokens(["jumps", AddedToken("Straße", single_word=True)])
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def unigram(corpus: list[str]) -> Tokenizer:
    """From a model of SentencePiece, as Transformers makes XLM-R's."""
    # Its trainer keeps nearly all characters, which are too many in random lines.
    usual = set("".join(SENTENCES))
    corpus = [line for line in corpus if usual.issuperset(line)]
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(corpus), model_writer=model, vocab_size=700, model_type="unigram",
        normalization_rule_name="nmt_nfkc", character_coverage=0.99, minloglevel=2, num_threads=1,
    )  # fmt: skip
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(model.getvalue())
    vocab = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    vocab += [(piece.piece, piece.score) for piece in proto.pieces[3:]] + [("<mask>", 0.0)]
    tokenizer = Tokenizer(models.Unigram(vocab, unk_id=3))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(proto.normalizer_spec.precompiled_charsmap), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.add_special_tokens(["<s>", "<pad>", "</s>", "<unk>", AddedToken("<mask>", lstrip=True)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return tokenizer


def digest(ids: list[int], types: list[int]) -> str:
    return hashlib.sha256(f"{ids}{types}".replace(" ", "").encode()).hexdigest()[:8]


def golden(tokenizer: Tokenizer, odd: list[str]) -> dict:
    singles = [digest(e.ids, e.type_ids) for e in tokenizer.encode_batch(odd)]
    pairs = []
    for i in range(PAIRS):
        most = 5 + i % 40
        tokenizer.enable_truncation(most, strategy="longest_first")
        encoding = tokenizer.encode(odd[i], odd[LINES // 2 + i])
        pairs.append(digest(encoding.ids, encoding.type_ids))
    tokenizer.no_truncation()
    sample = [tokenizer.encode(line).ids for line in odd[:40]]
    return {"singles": singles, "pairs": pairs, "sample": sample}


def write(name: str, value: object) -> None:
    folder = ROOT / "goldens"
    folder.mkdir(exist_ok=True)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    with open(folder / f"{name}.json.gz", "wb") as file:
        file.write(gzip.compress(text.encode(), 9, mtime=0))


def main() -> None:
    corpus, odd = lines(3000, seed=7), lines(LINES)
    write("lines", odd)
    for name, train in (("word-piece", word_piece), ("byte-level", byte_level), ("unigram", unigram)):
        tokenizer = train([line for line in corpus if "\x00" not in line])
        write(f"{name}-tokenizer", tokenizer.to_str())
        write(name, golden(tokenizer, odd))


if __name__ == "__main__":
    main()
