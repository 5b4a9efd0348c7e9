"""`peer_text.py FILE VOCABULARY BEGINNINGS`: what Keras writes with textgenrnn's published weights after each text, as JSON."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "goldens"))
import textgenrnn

file, vocabulary, beginnings = sys.argv[1:]
model = textgenrnn.model()
model.load_weights(file, by_name=True)
known = json.loads(Path(vocabulary).read_text())
print(json.dumps({text: textgenrnn.continued(model, text, known, 60) for text in json.loads(beginnings)}))
