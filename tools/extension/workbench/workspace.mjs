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

/** What `tlp run` leaves: of a run that goes on, its record and the epochs so far. */
const run = (file, { finished, epochs }) => {
  const accuracy = (epoch) => 0.93 - 0.55 / epoch;
  const scores = (epoch, less) => ({
    loss: 1.6 / epoch + less,
    scores: { accuracy: accuracy(epoch) - less, macro_f1: 0.7, top_5: 1 },
  });
  const summary = (epoch) => ({ ...scores(epoch, 0.04), count: 40 });
  const line = (_, i) => {
    const phase = i < 10 ? 'head' : 'tune';
    const epoch = i < 10 ? i + 1 : i - 9;
    const validation = summary(i + 1);
    return JSON.stringify({
      phase,
      epoch,
      train: scores(i + 1, 0),
      validation,
      learningRate: 1e-3,
      seconds: 3,
    });
  };
  const minutesAgo = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
  const record = {
    format: 3,
    status: finished ? 'finished' : 'running',
    started: minutesAgo(140),
    finished: finished ? minutesAgo(125) : null,
    pipeline: {
      name: 'flowers',
      file: `/home/me/flowers/${file}`,
      schedule: {
        phases: [
          { name: 'head', epochs: 10 },
          { name: 'tune', epochs: 5 },
        ],
      },
    },
    metrics: finished
      ? { validation: summary(15), test: { ...summary(15), scores: { accuracy: 0.714 } } }
      : null,
    phases: finished
      ? [
          { name: 'head', bestEpoch: 10 },
          { name: 'tune', bestEpoch: 5 },
        ]
      : [],
  };
  const folder = `runs/${file.replace('.tlp', '')}-of-mine`;
  return [
    [`${folder}/run.json`, JSON.stringify(record)],
    [`${folder}/metrics.jsonl`, `${Array.from({ length: epochs }, line).join('\n')}\n`],
    ...(finished ? [[`${folder}/report.html`, '<!DOCTYPE html><h1>How flowers went</h1>']] : []),
  ];
};

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
    ['bare-data.tlp', pipeline({}).replace(/ \{\n {4}split[^}]*\}/, '')],
    ['rename.tlp', pipeline({ top: 'let gentle = 1e-4\n\n', rate: 'cosine(gentle, warmup: 10%)' })],
    ...run('flowers.tlp', { finished: true, epochs: 15 }),
    ...run('cut.tlp', { finished: false, epochs: 12 }),
    ['runs/damaged/run.json', '{"format": 1, '],
    ...images,
  ]);

/** Line and column, from 1, right after some words of a text. */
export function after(text, words) {
  const lines = text.slice(0, text.indexOf(words) + words.length).split('\n');
  return [lines.length, lines.at(-1).length + 1];
}
