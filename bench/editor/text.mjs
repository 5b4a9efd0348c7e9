/** A text of about that many lines: pipelines one after another, and a place in its middle where a number is typed. */
export function textOf(lines) {
  const count = Math.max(1, Math.round(lines / pipeline(0).split('\n').length));
  const text = Array.from({ length: count }, (_, i) => pipeline(i)).join('\n');
  const before = text.indexOf('epochs: 5', Math.floor(text.length / 2 - 600 / count)) + 'epochs: 5'.length;
  const line = text.slice(0, before).split('\n').length - 1;
  return { text, position: { line, character: before - text.lastIndexOf('\n', before - 1) - 1 } };
}

const pipeline = (i) => `/** Pipeline ${i}. */
pipeline flowers_${i} "Which flower is it?" {
  backbone efficientnet_lite0 {
    weights: imagenet
    input: 128px
  }

  data images("data/flowers_${i}") {
    split: stratified(train: 70%, validation: 15%, test: 15%)
    batch: 32
  }

  head {
    pool(average)
    dropout(20%)
    dense(classes)
  }

  schedule {
    phase head {
      freeze: all
      epochs: 5
      optimizer: adamw
      learning_rate: 1e-3
    }

    phase tune {
      freeze: ..block5
      epochs: 5
      optimizer: adamw(weight_decay: 0.01)
      learning_rate: cosine(1e-5, warmup: 10%)
    }
  }
}
`;
