"""textgenrnn 2.0.0 in Keras 2 (`textgenrnn/model.py`), weights by formula: the vector of its attention and the scores of the next
character, for texts as `textgenrnn_encode_sequence` gives them. Given the published weights, what it writes after some beginnings.

"""

import os


os.environ["TF_USE_LEGACY_KERAS"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import numpy as np
import tensorflow as tf
import tf_keras as keras

from backbones import ROOT, write
import formula

LONGEST, WORDS = 40, 465
BEGINNINGS = ["", "My cat ", "What is the best ", "TIL that the ", "é漢"]


class AttentionWeightedAverage(keras.layers.Layer):
    def build(self, shape):
        self.W = self.add_weight(shape=(shape[2], 1), name=f"{self.name}_W")

    def call(self, x):
        logits = tf.squeeze(tf.matmul(x, self.W), -1)
        shares = tf.exp(logits - tf.reduce_max(logits, -1, keepdims=True))
        shares /= tf.reduce_sum(shares, 1, keepdims=True) + keras.backend.epsilon()
        return tf.reduce_sum(x * shares[..., None], 1)


def model() -> keras.Model:
    given = keras.Input((LONGEST,), name="input")
    embedded = keras.layers.Embedding(WORDS, 100, name="embedding")(given)
    states = [embedded]
    for n in (1, 2):
        layer = keras.layers.LSTM(128, return_sequences=True, recurrent_activation="sigmoid", name=f"rnn_{n}")
        states.append(layer(states[-1]))
    attention = AttentionWeightedAverage(name="attention")(keras.layers.concatenate(states, name="rnn_concat"))
    return keras.Model(given, [attention, keras.layers.Dense(WORDS, name="output")(attention)])


def variables(made: keras.Model):
    for layer in made.layers:
        for variable in layer.weights:
            name = variable.name.split("/")[-1].removesuffix(":0")
            yield f"{layer.name}/{'kernel' if name == 'attention_W' else name}", variable


def encoded(text: str, vocabulary: dict[str, int]) -> np.ndarray:
    ids = [vocabulary["<s>"], *(vocabulary.get(character, 0) for character in text)][-LONGEST:]
    return np.array([[0] * (LONGEST - len(ids)) + ids])


def continued(made: keras.Model, text: str, vocabulary: dict[str, int], count: int) -> str:
    """The likeliest next characters, one after another."""
    characters = {number: character for character, number in vocabulary.items()}
    for _ in range(count):
        scores = made(encoded(text, vocabulary), training=False)[1].numpy()[0]
        character = characters[int(scores[1:].argmax()) + 1]
        if character == "<s>":
            break
        text += character
    return text


def written(made: keras.Model, prompt: list[int], count: int) -> dict:
    """The likeliest numbers after some others, the last 40 of which are read, and what each number is given after these."""
    ids, first = list(prompt), None
    for _ in range(count):
        window = ids[-LONGEST:]
        scores = made(np.array([[0] * (LONGEST - len(window)) + window]), training=False)[1].numpy()[0]
        first = scores if first is None else first
        ids.append(int(scores[1:].argmax()) + 1)
    shares = np.exp(first.astype(np.float64) - first.max())
    return {"prompt": prompt, "tokens": ids[len(prompt) :], "probabilities": formula.sample(shares / shares.sum(), 60)}


def main() -> None:
    made = model()
    for name, variable in variables(made):
        variable.assign(formula.keras_tensor(name, tuple(variable.shape)))
    ids = np.floor(formula.uniform("characters", 3 * LONGEST) * WORDS).astype(np.int64).reshape(3, LONGEST)
    ids[1, :30] = 0
    attention, scores = (value.numpy() for value in made(ids, training=False))
    golden = {
        "reference": {"keras": keras.__version__},
        "ids": ids.tolist(),
        "average": formula.sample(attention, 60),
        "scores": formula.sample(scores, 60),
        "written": [written(made, prompt, 200) for prompt in ([WORDS - 1], [WORDS - 1, 5, 9, 33], ids[[0, 2]].ravel().tolist())],
    }
    write(ROOT / "packages/runtime/goldens/textgenrnn.json", golden)


if __name__ == "__main__":
    main()
