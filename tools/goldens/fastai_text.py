"""A small AWD-LSTM of fastai in a folder as its language models are saved, with what fastai computes of it: token numbers, states
after every layer, scores of the next word, and under its concatenated pool and a dense layer the loss, gradients and steps of Adam;
of the language model itself the loss, gradients, steps of AdamW, and the words that it goes on with. Weights are made by formula, by the names of the tensors in the file. The numbers are computed in double precision."""

import json
import pickle

import fastai
import numpy as np
import torch
import torch.nn.functional as F
from fastai.text.models.awdlstm import AWD_LSTM, awd_lstm_lm_config
from fastai.text.models.core import get_language_model, masked_concat_pool

from backbones import ROOT, summary, write
import formula
from huggingface import adamw_steps

FOLDER = ROOT / "packages/runtime/goldens/fastai/awd-lstm"
SIZES = {"emb_sz": 8, "n_hid": 12, "n_layers": 3}
DROPOUT = {"embed_p": 0.1, "input_p": 0.3, "hidden_p": 0.2, "weight_p": 0.4}
CLASSES, STEPS, RATE, EPSILON = 3, 3, 1e-3, 1e-5
SPECIAL = ["xxunk", "xxpad", "xxbos", "xxeos", "xxfld", "xxrep", "xxwrep", "xxup", "xxmaj"]
VOCABULARY = SPECIAL + ["the", "film", "was", "good", "bad", ".", ",", "!", "2009", "é", "xxfake", "xxfake"]
PROMPTS = [[2, 8, 9], [13], list(range(2, 18))]
TEXTS = ["xxbos xxmaj the film was good .", "xxbos bad é !", "xxbos unheard"]


def numbers() -> list[list[int]]:
    """`Numericalize` of fastai.text.data, which needs spaCy only to be imported."""
    known = {word: i for i, word in enumerate(VOCABULARY) if word != "xxfake"}
    return [[known.get(word, 0) for word in text.split()] for text in TEXTS]


def model():
    config = awd_lstm_lm_config | SIZES | {key: 0.0 for key in DROPOUT} | {"output_p": 0.0}
    made = get_language_model(AWD_LSTM, len(VOCABULARY), config=config)
    for name, value in made.named_parameters():
        value.data.copy_(torch.from_numpy(formula.tensor(name, tuple(value.shape))))
    return made


def states(encoder, ids: torch.Tensor) -> list[torch.Tensor]:
    """After the embeddings and after each layer."""
    seen = [encoder.encoder(ids)]
    hooks = [rnn.register_forward_hook(lambda _m, _i, output: seen.append(output[0])) for rnn in encoder.rnns]
    encoder.reset()
    encoder(ids)
    for hook in hooks:
        hook.remove()
    return seen


def language(padded: torch.Tensor, mask: torch.Tensor) -> dict:
    """The language model itself: the loss of the next words, its gradients, steps of AdamW, and what it goes on with."""
    net = model().eval()
    labels = padded.masked_fill(mask, -100)
    # A copy that dropout was applied to, and the decoder's matrix, which is the table of the embeddings.
    copies = ("encoder_dp", ".module.weight_hh", "decoder.weight")
    trained = [(k, v) for k, v in net.named_parameters() if not any(copy in k for copy in copies)]

    def scores() -> torch.Tensor:
        net.reset()
        return net(padded)[0][:, :-1]

    def loss() -> torch.Tensor:
        return F.cross_entropy(scores().flatten(0, 1), labels[:, 1:].flatten())

    first = loss()
    first.backward()
    found = {
        "inputs": {"input_ids": padded.tolist(), "attention_mask": (~mask).long().tolist(), "labels": labels.tolist()},
        "loss": first.item(),
        "right": int((scores().argmax(-1) == labels[:, 1:]).sum()),
        "gradients": {k: v.grad.norm().item() for k, v in trained},
        "continued": [continued(net, prompt) for prompt in PROMPTS],
    }
    taken = adamw_steps(trained, loss)
    after = {k: (v.T if ".weight_" in k else v).detach().numpy() for k, v in trained}
    return {**found, "steps": {**taken, "after": {k: formula.sample(v, 24) for k, v in after.items()}}}


def continued(net, prompt: list[int]) -> dict:
    """The likeliest words behind some others, and the scores of the first: the states go from one to the next."""
    net.reset()
    tokens, scores = [], None
    with torch.no_grad():
        unread = torch.tensor([prompt])
        for _ in range(40):
            after = net(unread)[0][0, -1]
            scores = after if scores is None else scores
            tokens.append(int(after.argmax()))
            unread = torch.tensor([tokens[-1:]])
    return {"prompt": prompt, "tokens": tokens, "scores": scores.tolist()}


def main() -> None:
    ids = numbers()
    longest = max(map(len, ids))
    padded = torch.tensor([row + [1] * (longest - len(row)) for row in ids])
    mask = torch.tensor([[0] * len(row) + [1] * (longest - len(row)) for row in ids]).bool()
    labels = torch.from_numpy(formula.labels(len(ids), CLASSES))

    FOLDER.mkdir(parents=True, exist_ok=True)
    torch.save(model().state_dict(), FOLDER / "lstm_fwd.pth")
    (FOLDER / "itos.pkl").write_bytes(pickle.dumps(VOCABULARY))
    (FOLDER / "config.json").write_text(json.dumps(SIZES | DROPOUT) + "\n")

    # A layer under weight dropout cannot be turned into doubles later.
    torch.set_default_dtype(torch.float64)
    # Where nothing is dropped, `F.dropout` gives the weights themselves, which a layer takes for good.
    net = model().eval()
    encoder, decoder = net[0], net[1]
    width = 3 * SIZES["emb_sz"]
    head = torch.nn.Linear(width, CLASSES).double()
    head.weight.data.copy_(torch.from_numpy(formula.tensor("head.weight", (CLASSES, width))))
    head.bias.data.copy_(torch.from_numpy(formula.tensor("head.bias", (CLASSES,))))
    with torch.no_grad():
        layers = [torch.where(mask[:, :, None], 0.0, state) for state in states(encoder, padded)]
        scores = torch.where(mask[:, :, None], 0.0, decoder(states(encoder, padded)[-1])[0])

    trained = [(k, v) for k, v in encoder.named_parameters() if "encoder_dp" not in k and ".module.weight_hh" not in k]
    named = {f"0.{k}": v for k, v in trained} | {f"head.{k}": v for k, v in head.named_parameters()}
    optimizer = torch.optim.Adam(named.values(), RATE, eps=EPSILON)
    losses, golden = [], {}
    for step in range(STEPS):
        encoder.reset()
        logits = head(masked_concat_pool(encoder(padded), mask, longest))
        loss = F.cross_entropy(logits, labels)
        optimizer.zero_grad()
        loss.backward()
        if step == 0:
            golden["logits"] = logits.detach().reshape(-1).tolist()
            golden["gradients"] = {key: value.grad.norm().item() for key, value in named.items()}
        losses.append(loss.item())
        optimizer.step()
    after = {k: (v.T if "weight" in k and "encoder" not in k else v).detach().numpy() for k, v in named.items()}
    golden |= {
        "reference": {"fastai": fastai.__version__, "torch": torch.__version__},
        "texts": TEXTS,
        "ids": ids,
        "classes": CLASSES,
        "states": [summary(state.numpy()) for state in layers],
        "next": summary(scores.numpy()),
        "loss": losses[0],
        "steps": {
            "rate": RATE,
            "epsilon": EPSILON,
            "losses": losses,
            "after": {key: formula.sample(value, 30) for key, value in after.items()},
        },
    }
    golden["language"] = language(padded, mask)
    write(FOLDER / "golden.json", golden)
    print(losses, sorted(torch.load(FOLDER / "lstm_fwd.pth").keys()))


if __name__ == "__main__":
    main()
