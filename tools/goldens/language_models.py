"""Networks of Transformers that learn texts themselves: the next token, and hidden ones; and what GPT-2 goes on with.

    language_models.py [NAME ...]

Folders as Transformers writes them, weights by formula, by the names of the tensors without what stands before them. Numbers are computed
in double precision; what GPT-2 goes on with, in single, as it is used.
"""

import argparse
import shutil

import formula
import numpy as np
import torch
import transformers
from backbones import ROOT, write
from huggingface import CONFIGS, adamw_steps, fill, graph_order, inputs, parts, without_dropout
from torch import nn

FOLDER = ROOT / "packages/runtime/goldens/language-models"
GPT2 = transformers.GPT2Config.from_dict(CONFIGS["gpt2"].to_dict() | {"n_positions": 64})
# The published v3 has its decoder under other names than Transformers makes where nothing is said.
CONFIGS = CONFIGS | {
    "gpt2": GPT2,
    "deberta-v3": transformers.DebertaV2Config.from_dict(CONFIGS["deberta-v2"].to_dict() | {"legacy": False}),
}
MODELS = {
    "albert": transformers.AlbertForMaskedLM,
    "bert": transformers.BertForMaskedLM,
    "camembert": transformers.CamembertForMaskedLM,
    "deberta-v2": transformers.DebertaV2ForMaskedLM,
    "deberta-v3": transformers.DebertaV2ForMaskedLM,
    "distilbert": transformers.DistilBertForMaskedLM,
    "electra": transformers.ElectraForMaskedLM,
    "gpt2": transformers.GPT2LMHeadModel,
    "mpnet": transformers.MPNetForMaskedLM,
    "roberta": transformers.RobertaForMaskedLM,
    "xlm-roberta": transformers.XLMRobertaForMaskedLM,
}
# Places that are told, of texts of 7, 4 and 2 tokens; of the others nothing is.
HIDDEN = ((1, 4, 5), (2,), (0,))
PROMPTS = ((7, 31, 5), (88,), tuple(range(20, 40)))


def config_of(name: str):
    return without_dropout(CONFIGS[name])


def model_of(name: str) -> nn.Module:
    model = MODELS[name]._from_config(config_of(name), attn_implementation="eager")
    fill(model, lambda tensor: plain(model, tensor))
    model.tie_weights()
    return model


def plain(model: nn.Module, tensor: str) -> str:
    # Whichever of the two stands first in the model: they are one.
    return "embeddings.word_embeddings.weight" if tensor == "lm_head.decoder.weight" else tensor.removeprefix(f"{model.base_model_prefix}.")


def task(name: str, model) -> dict[str, torch.Tensor]:
    given = inputs(model.config)
    ids, mask = given["input_ids"], given["attention_mask"]
    if name == "gpt2":
        return {**given, "labels": torch.where(mask == 1, ids, -100)}
    labels, masked = torch.full_like(ids, -100), ids.clone()
    for row, places in enumerate(HIDDEN):
        for place in places:
            labels[row, place] = ids[row, place]
            masked[row, place] = 3
    # One of them is what the network says, so that one is right.
    with torch.no_grad():
        labels[0, 4] = model(**given | {"input_ids": masked}).logits[0, 4].argmax()
    return {**given, "input_ids": masked, "labels": labels}


def trained_of(model: nn.Module):
    named = [(plain(model, k), v) for k, v in model.named_parameters()]
    return [(k, v) for k, v in named if v.requires_grad and not k.startswith("pooler")]


def steps(name: str, given) -> dict:
    model = model_of(name).double().train()
    trained = trained_of(model)
    taken = adamw_steps(trained, lambda: model(**given).loss)
    modules = {f"base.{plain(model, k)}": v for k, v in model.named_modules()}
    ordered = [one for k, v in trained for one in parts(k, graph_order(modules, k, v))]
    return {**taken, "after": {k: formula.sample(v, 24) for k, v in ordered}}


def right(logits: torch.Tensor, labels: torch.Tensor, shifted: bool) -> int:
    said = logits.argmax(-1)
    said, labels = (said[:, :-1], labels[:, 1:]) if shifted else (said, labels)
    return int(((said == labels) & (labels != -100)).sum())


def golden_of(name: str) -> dict:
    model = model_of(name).double().train()
    given = task(name, model)
    result = model(**given)
    result.loss.backward()
    gradients = [one for k, v in trained_of(model) for one in parts(k, v.grad)]
    return {
        "reference": {"transformers": transformers.__version__, "torch": torch.__version__},
        "inputs": {k: v.tolist() for k, v in given.items()},
        "loss": result.loss.item(),
        "right": right(result.logits, given["labels"], name == "gpt2"),
        "gradients": {k: float(np.linalg.norm(v)) for k, v in gradients},
        "steps": steps(name, given),
    }


def continued() -> list[dict]:
    """The likeliest tokens behind some prompts."""
    model, found = model_of("gpt2").eval(), []
    for prompt in PROMPTS:
        ids = torch.tensor([prompt])
        options = {"max_new_tokens": 40, "do_sample": False, "pad_token_id": 0, "eos_token_id": None}
        whole = model.generate(ids, attention_mask=torch.ones_like(ids), **options)
        found.append({"prompt": list(prompt), "tokens": whole[0, len(prompt) :].tolist()})
    return found


def filtered() -> list[dict]:
    """What temperature, top-k and top-p leave of some scores: probabilities, in the order in which Transformers applies them."""
    from transformers.generation import LogitsProcessorList, TemperatureLogitsWarper, TopKLogitsWarper, TopPLogitsWarper

    scores, found = torch.tensor([formula.uniform("scores", 12) * 8 - 4], dtype=torch.float32), []
    for temperature, k, p in ((0.7, None, None), (1.0, 5, None), (1.0, None, 0.8), (1.3, 6, 0.7), (0.5, 1, 0.9), (2.0, 50, 0.01)):
        warpers = [TemperatureLogitsWarper(temperature)]
        warpers += [TopKLogitsWarper(k)] if k else []
        warpers += [TopPLogitsWarper(p)] if p else []
        kept = LogitsProcessorList(warpers)(None, scores).softmax(-1)[0].tolist()
        found.append({"temperature": temperature, "topK": k, "topP": p, "scores": scores[0].tolist(), "kept": kept})
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    for name in parser.parse_args().names or MODELS:
        folder = FOLDER / name
        shutil.rmtree(folder, ignore_errors=True)
        model_of(name).save_pretrained(folder)
        golden = golden_of(name)
        if name == "gpt2":
            golden["continued"], golden["filtered"] = continued(), filtered()
        write(folder / "golden.json", golden)
        print(name, golden["loss"], golden["right"], flush=True)


if __name__ == "__main__":
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(2)
    main()
