/** The texts the proof works on: one a check, so that none depends on another. */
const pipeline = ({
  top = '',
  dropout = 'dropout(20%)',
  rate = 'cosine(1e-4, warmup: 10%)',
  freeze = '..block5',
}) => `${top}/**
 * Which flower is it? Trained on a few hundred images.
 */
pipeline flowers "Which flower does an image show?" {
  backbone efficientnet_lite0 {
    weights: imagenet
    input: 224px
  }

  data images("photos") {
    split: stratified(train: 75%, validation: 10%, test: 15%)
    augment: flip(horizontal), rotate(10deg)
    variants: 4
  }

  head {
    pool(average)
    ${dropout}
    dense(classes)
  }

  schedule {
    monitor: accuracy

    // The head starts from random numbers: trained alone first.
    phase head {
      freeze: all
      epochs: 10
    }

    phase tune {
      freeze: ${freeze}
      epochs: 5
      learning_rate: ${rate}
    }
  }
}
`;

/** In the second phase, where a property is to come. */
const emptyLine = ' '.repeat(6);

const images = ['daisy', 'rose', 'tulip'].flatMap((name, c) =>
  Array.from({ length: 40 + 10 * c }, (_, i) => [`photos/${name}/${i + 1}.jpg`, '']),
);

export const workspace = () =>
  new Map([
    ['flowers.tlp', pipeline({})],
    ['mistake.tlp', pipeline({ dropout: 'dropout(20)' })],
    ['cut.tlp', pipeline({})],
    ['complete.tlp', pipeline({ freeze: '..blo' })],
    ['properties.tlp', pipeline({}).replace('      epochs: 5\n', `      epochs: 5\n${emptyLine}\n`)],
    ['typing.tlp', pipeline({}).replace(/\n {2}}\n}\n$/, '\n\n  }\n}\n')],
    ['layout.tlp', pipeline({}).replace('    pool(average)\n', 'pool( average )\n')],
    ['rename.tlp', pipeline({ top: 'let gentle = 1e-4\n\n', rate: 'cosine(gentle, warmup: 10%)' })],
    ...images,
  ]);

/** Line and column, from 1, right after some words of a text. */
export function after(text, words) {
  const lines = text.slice(0, text.indexOf(words) + words.length).split('\n');
  return [lines.length, lines.at(-1).length + 1];
}
