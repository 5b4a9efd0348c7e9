"""The windows that Transformers' tokenizers divide long texts into.

Reads the lines and the tokenizers that `tokenizers_golden.py` wrote, joins neighboring lines to texts, and calls the tokenizers with
`return_overflowing_tokens=True` for windows of many sizes and overlaps. Writes windows.json.gz beside them. Needs transformers.
"""

import gzip
import hashlib
import json
import math

from tokenizers import Tokenizer
from tokenizers_golden import ROOT, digest, write
from transformers import PreTrainedTokenizerFast

CASES = 400
SHARES = (0, 0.1, 0.25, 0.5, 0.75)


def read(name: str) -> str:
    return gzip.decompress((ROOT / "goldens" / f"{name}.json.gz").read_bytes()).decode()


def main() -> None:
    lines = json.loads(read("lines"))
    cases = [
        {"first": 5 * i, "lines": 1 + i % 14, "size": 4 + i % 61, "stride": SHARES[i % len(SHARES)]} for i in range(CASES)
    ]
    windows = {}
    for kind in ("word-piece", "byte-level", "unigram"):
        tokenizer = PreTrainedTokenizerFast(tokenizer_object=Tokenizer.from_str(read(f"{kind}-tokenizer")))
        special = tokenizer.num_special_tokens_to_add()
        windows[kind] = []
        for case in cases:
            text = "\n".join(lines[case["first"] : case["first"] + case["lines"]])
            encoded = tokenizer(
                text,
                truncation=True,
                max_length=case["size"],
                stride=math.floor(case["stride"] * (case["size"] - special)),
                return_overflowing_tokens=True,
                return_token_type_ids=True,
            )
            rows = [digest(*row) for row in zip(encoded["input_ids"], encoded["token_type_ids"])]
            # A count and one digest of all, which keeps the file small.
            windows[kind].append([len(rows), hashlib.sha256("".join(rows).encode()).hexdigest()[:8]])
    write("windows", {"cases": cases, "windows": windows})


if __name__ == "__main__":
    main()
