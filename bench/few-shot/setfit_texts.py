"""SetFit with its defaults on a few texts of each class: 20 · n pairs of each sort, one epoch, then logistic regression."""

import argparse
import csv
import logging
from pathlib import Path
import sys
import time

from datasets import Dataset
from sentence_transformers import SentenceTransformer, models
from setfit import SetFitModel, Trainer, TrainingArguments
from sklearn.linear_model import LogisticRegression
import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from report import report

parser = argparse.ArgumentParser()
parser.add_argument("--data", type=Path, required=True)
parser.add_argument("--model", type=Path, required=True)
parser.add_argument("--seed", type=int, required=True)
args = parser.parse_args()

logging.disable(logging.WARNING)
csv.field_size_limit(1 << 30)
torch.set_num_threads(2)
with args.data.open(newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))


def part(name: str) -> Dataset:
    own = [row for row in rows if row["part"] == name]
    return Dataset.from_dict({"text": [row["text"] for row in own], "label": [row["class"] for row in own]})


words = models.Transformer(str(args.model), max_seq_length=128)
body = SentenceTransformer(modules=[words, models.Pooling(words.get_word_embedding_dimension(), "mean")], device="cpu")
start = time.perf_counter()
trainer = Trainer(
    model=SetFitModel(model_body=body, model_head=LogisticRegression(), labels=None),
    args=TrainingArguments(
        output_dir="/tmp/tlp-bench-setfit",
        batch_size=16,
        num_iterations=20,
        num_epochs=1,
        seed=args.seed,
        save_strategy="no",
        logging_strategy="no",
        report_to=[],
        show_progress_bar=False,
    ),
    train_dataset=part("train"),
)
trainer.train()
test = part("test")
answers = trainer.model.predict(test["text"], batch_size=32, show_progress_bar=False)
right = sum(str(a) == b for a, b in zip(answers, test["label"])) / len(test)
report(time.perf_counter() - start, ["torch", "setfit", "sentence_transformers"], test=right)
