"""Small files of word vectors that gensim writes, in both forms of word2vec, with the bits of their numbers.

gensim is not among the requirements of the other scripts: `pip install gensim==4.4.0`.
"""

import json
from pathlib import Path

import formula
import gensim
import numpy as np
from gensim.models import KeyedVectors

FOLDER = Path(__file__).resolve().parents[2] / "packages/runtime/goldens/vectors"
WIDTH = 5
WORDS = ["the", ",", "New_York", "café", "n't", "北京", "🙂", "don't", "<unk>", "3.14", "naïve", "ß", "שלום", "x" * 60]

if __name__ == "__main__":
    values = formula.signed("vectors", (len(WORDS), WIDTH), 1.0)
    # The ends of float32, and a number that float64 rounds to another one.
    values[1] = [0.0, -0.0, 1e-45, 3.4028235e38, 1.1754944e-38]
    values[2] = [16777216.0, 0.1, -1e-7, 123456.789, 1 / 3]
    vectors = KeyedVectors(WIDTH)
    vectors.add_vectors(WORDS, values.astype(np.float32))
    FOLDER.mkdir(parents=True, exist_ok=True)
    forms = {"words.vec": False, "words.bin": True}
    bits = {}
    for name, binary in forms.items():
        vectors.save_word2vec_format(FOLDER / name, binary=binary)
        again = KeyedVectors.load_word2vec_format(FOLDER / name, binary=binary)
        bits[name] = again.vectors.view(np.uint32).tolist()
        assert again.index_to_key == WORDS
    golden = {"reference": {"gensim": gensim.__version__}, "words": WORDS, "bits": bits}
    (FOLDER / "files.json").write_text(json.dumps(golden, ensure_ascii=False) + "\n")
