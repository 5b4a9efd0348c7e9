"""`peer_text.py FILE VOCABULARY BEGINNINGS`: what Keras writes with textgenrnn's published weights after each text, and what it gives
every character as the next one, as JSON."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "goldens"))
import numpy as np
import textgenrnn

file, vocabulary, beginnings = sys.argv[1:]
model = textgenrnn.model()
model.load_weights(file, by_name=True)
known = json.loads(Path(vocabulary).read_text())
answers = {}
for text in json.loads(beginnings):
    scores = model(textgenrnn.encoded(text, known), training=False)[1].numpy()[0].astype(float)
    shares = np.exp(scores - scores.max())
    answers[text] = {"text": textgenrnn.continued(model, text, known, 200), "probabilities": (shares / shares.sum()).tolist()}
print(json.dumps(answers))
