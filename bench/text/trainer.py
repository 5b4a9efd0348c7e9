"""Transformers' `Trainer` on texts: MiniLM, the mean of the tokens' states, a dense layer; batches padded to their longest."""

import argparse
import csv
import logging
from pathlib import Path
import sys
import time

import numpy as np
import torch
from transformers import (
    AutoModel,
    AutoTokenizer,
    DataCollatorWithPadding,
    Trainer,
    TrainerCallback,
    TrainingArguments,
)

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "python"))
from report import report

parser = argparse.ArgumentParser()
parser.add_argument("--data", type=Path, required=True)
parser.add_argument("--model", type=Path, required=True)
parser.add_argument("--length", type=int, required=True)
parser.add_argument("--layers", type=int, required=True, help="frozen, of 6; 7 freezes everything")
parser.add_argument("--rate", type=float, required=True)
parser.add_argument("--epochs", type=int, required=True)
parser.add_argument("--seed", type=int, required=True)
args = parser.parse_args()

logging.disable(logging.WARNING)
csv.field_size_limit(1 << 30)
torch.manual_seed(args.seed)
torch.set_num_threads(2)
with args.data.open(newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
classes = sorted({row["class"] for row in rows})
tokenizer = AutoTokenizer.from_pretrained(args.model)
encoder = AutoModel.from_pretrained(args.model, add_pooling_layer=False, attn_implementation="sdpa")


class Classifier(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = encoder
        self.dropout = torch.nn.Dropout(0.1)
        self.classifier = torch.nn.Linear(encoder.config.hidden_size, len(classes))
        if args.layers > 0:
            frozen = [encoder.embeddings, *encoder.encoder.layer[: args.layers]]
            for module in frozen:
                module.requires_grad_(False)

    def train(self, mode=True):
        """As a person would who knows: no dropout in what is frozen."""
        super().train(mode)
        if args.layers > 0:
            for module in [encoder.embeddings, *encoder.encoder.layer[: args.layers]]:
                module.eval()
        return self

    def forward(self, input_ids, attention_mask, labels=None, token_type_ids=None):
        states = self.encoder(input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        pooled = (states * mask).sum(1) / mask.sum(1)
        logits = self.classifier(self.dropout(pooled))
        loss = torch.nn.functional.cross_entropy(logits, labels)
        return {"loss": loss, "logits": logits}


class Best(TrainerCallback):
    """Keeps the weights of the epoch with the best accuracy of validation, in memory."""

    def __init__(self):
        self.score, self.weights = -1.0, None

    def on_evaluate(self, arguments, state, control, metrics, model, **_):
        if metrics["eval_accuracy"] > self.score:
            self.score = metrics["eval_accuracy"]
            self.weights = {
                name: value.detach().clone() for name, value in model.named_parameters() if value.requires_grad
            }



start = time.perf_counter()


def split(part: str):
    own = [row for row in rows if row["part"] == part]
    encoded = tokenizer([row["text"] for row in own], truncation=True, max_length=args.length)
    return [
        {"input_ids": ids, "attention_mask": mask, "labels": classes.index(row["class"])}
        for ids, mask, row in zip(encoded["input_ids"], encoded["attention_mask"], own)
    ]


best = Best()
model = Classifier()
trainer = Trainer(
    model=model,
    args=TrainingArguments(
        output_dir="/tmp/tlp-bench-trainer",
        num_train_epochs=args.epochs,
        learning_rate=args.rate,
        lr_scheduler_type="constant",
        weight_decay=0.0,
        per_device_train_batch_size=32,
        per_device_eval_batch_size=32,
        train_sampling_strategy="group_by_length",
        eval_strategy="epoch",
        save_strategy="no",
        logging_strategy="no",
        report_to=[],
        disable_tqdm=True,
        use_cpu=True,
        seed=args.seed,
    ),
    train_dataset=split("train"),
    eval_dataset=split("validation"),
    data_collator=DataCollatorWithPadding(tokenizer),
    compute_metrics=lambda seen: {"accuracy": float((np.argmax(seen.predictions, 1) == seen.label_ids).mean())},
    callbacks=[best],
)
trainer.train()
model.load_state_dict(best.weights, strict=False)
test = trainer.predict(split("test")).metrics["test_accuracy"]
report(time.perf_counter() - start, ["torch", "transformers"], test=test, validation=best.score)
