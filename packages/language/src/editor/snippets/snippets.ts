// biome-ignore-all lint/suspicious/noTemplateCurlyInString: places of snippets are written so.
/** Whole blocks to fill in: offered by completion, and what the extension's snippets file is generated from. */

import { backbones } from '../../backbones/catalogue.js';
import { measuredFor } from '../../run/expectations.js';
import { blocks, memberWords } from '../../schema/index.js';
import type { Spec } from '../../schema/types.js';

import { choiceOf, needsArguments } from '../completion/fill.js';
import { freezeAt } from './places.js';

export interface BlockSnippet {
  /** The keyword that the block begins with. */
  readonly keyword: string;
  /** The block that may hold it; `file` for the text itself. */
  readonly home: 'file' | 'pipeline' | 'schedule';
  /** What it is offered as, and what is typed for it. */
  readonly label: string;
  readonly doc: string;
  /**
   * In the notation of snippets that the protocol and VS Code share. What only some words may stand for is a choice:
   * a place that is filled shows no list of its own.
   */
  readonly body: string;
}

/** What only some words may stand for, as the schema table has them. */
const oneOf = (
  place: number,
  proposed: string,
  spec: Pick<Spec<unknown>, 'type'> | undefined,
  fits: (name: string) => boolean,
): string =>
  choiceOf(
    place,
    proposed,
    (spec?.type.words ?? [])
      .filter((word) => !needsArguments(word) && fits(word.name))
      .map(({ name }) => name),
  );

/** Those that have the weights that snippets name. */
const catalogue = backbones
  .filter(({ sources }) => sources.some(({ name }) => name === 'imagenet'))
  .map(({ name }) => name);
/** The ranges to freeze that snippets propose are blocks of this one. */
const proposedBackbone = 'efficientnet_lite0';
const backboneAt = (place: number): string => choiceOf(place, proposedBackbone, catalogue);
/** Of any backbone: most have no tokens. */
const poolingAt = (place: number): string =>
  oneOf(
    place,
    'average',
    memberWords.head.find(({ name }) => name === 'pool')?.parameters.mode,
    (mode) => !['class_token', 'last_token', 'ulmfit'].includes(mode),
  );
/** Those that people put between two layers. */
const functionAt = (place: number): string => choiceOf(place, 'relu', ['gelu', 'swish', 'tanh']);
/** Of classes, which the snippets' heads give. */
const metrics = measuredFor('classification', {});
const measured = metrics.map(({ name }) => name);
/** Those of them that are shares, better the higher they are. */
const measuredAt = (place: number): string =>
  choiceOf(
    place,
    'accuracy',
    metrics.filter(({ better }) => better === 'higher').map(({ name }) => name),
  );
const monitorAt = (place: number): string =>
  oneOf(place, 'accuracy', blocks.schedule.properties.monitor as Spec<unknown>, (name) =>
    measured.includes(name),
  );

const lines = (...body: readonly string[]): string => body.join('\n');

export const snippets: readonly BlockSnippet[] = [
  {
    keyword: 'pipeline',
    home: 'file',
    label: 'pipeline in two phases',
    doc: 'A whole pipeline: the head is trained on a frozen backbone, then the last blocks are tuned.',
    body: lines(
      'pipeline ${1:flowers} "${2:Which flower is it?}" {',
      `  backbone ${backboneAt(3)} {`,
      '    weights: imagenet',
      '  }',
      '',
      '  data images("${4:data/flowers}") {',
      '    split: stratified(train: 75%, validation: 10%, test: 15%)',
      '    batch: ${5:32}',
      '  }',
      '',
      '  head {',
      `    pool(${poolingAt(6)})`,
      '    dropout(${7:20%})',
      '    dense(classes)',
      '  }',
      '',
      '  schedule {',
      `    monitor: ${monitorAt(8)}`,
      '    phase head {',
      '      freeze: all',
      '      epochs: ${9:10}',
      '      optimizer: adamw',
      '      learning_rate: 1e-3',
      '    }',
      '    phase tune {',
      `      freeze: ${freezeAt(10)}`,
      '      epochs: ${11:5}',
      '      optimizer: adamw',
      '      learning_rate: cosine(1e-4, warmup: 10%)',
      '    }',
      '  }',
      '}',
    ),
  },
  {
    keyword: 'backbone',
    home: 'pipeline',
    label: 'backbone with its input size',
    doc: 'The pretrained network, its weights and the size of the images it sees.',
    body: lines(`backbone ${backboneAt(1)} {`, '  weights: imagenet', '  input: ${2:224px}', '}'),
  },
  {
    keyword: 'data',
    home: 'pipeline',
    label: 'data with one folder per class',
    doc: 'Images in one folder per class, split at random with every class in every split.',
    body: lines(
      'data images("${1:data/flowers}") {',
      '  split: stratified(train: ${2:75%}, validation: ${3:10%}, test: ${4:15%})',
      '  augment: flip(horizontal), rotate(${5:10deg})',
      '  variants: ${6:4}',
      '  batch: ${7:32}',
      '}',
    ),
  },
  {
    keyword: 'data',
    home: 'pipeline',
    label: 'data with split folders',
    doc: 'Images that are already split into folders, each with one folder per class.',
    body: lines(
      'data images("${1:data/flowers}") {',
      '  split: folders(train: "${2:train}", validation: "${3:validation}", test: "${4:test}")',
      '  batch: ${5:32}',
      '}',
    ),
  },
  {
    keyword: 'head',
    home: 'pipeline',
    label: 'head with dropout',
    doc: 'The usual head: pooled features, dropout, and one score per class.',
    body: lines('head {', `  pool(${poolingAt(1)})`, '  dropout(${2:20%})', '  dense(classes)', '}'),
  },
  {
    keyword: 'head',
    home: 'pipeline',
    label: 'head with a hidden layer',
    doc: 'A head that learns features of its own before it scores the classes.',
    body: lines(
      'head {',
      `  pool(${poolingAt(1)})`,
      `  dense(\${2:256}, ${functionAt(3)})`,
      '  dropout(${4:30%})',
      '  dense(classes)',
      '}',
    ),
  },
  {
    keyword: 'schedule',
    home: 'pipeline',
    label: 'schedule in two phases',
    doc: 'The head first, on a frozen backbone; then the last blocks at a tenth of the rate.',
    body: lines(
      'schedule {',
      `  monitor: ${monitorAt(1)}`,
      '  phase head {',
      '    freeze: all',
      '    epochs: ${2:10}',
      '    optimizer: adamw',
      '    learning_rate: 1e-3',
      '  }',
      '  phase tune {',
      `    freeze: ${freezeAt(3)}`,
      '    epochs: ${4:5}',
      '    optimizer: adamw',
      '    learning_rate: cosine(1e-4, warmup: 10%)',
      '  }',
      '}',
    ),
  },
  {
    keyword: 'phase',
    home: 'schedule',
    label: 'phase that trains the head',
    doc: 'The backbone stays as it is; its features are computed once.',
    body: lines(
      'phase ${1:head} {',
      '  freeze: all',
      '  epochs: ${2:10}',
      '  optimizer: adamw',
      '  learning_rate: ${3:1e-3}',
      '}',
    ),
  },
  {
    keyword: 'phase',
    home: 'schedule',
    label: 'phase that fine-tunes the backbone',
    doc: 'The last blocks of the backbone are trained too, at a small rate that falls.',
    body: lines(
      'phase ${1:tune} {',
      `  freeze: ${freezeAt(2)}`,
      '  epochs: ${3:5}',
      '  optimizer: adamw(weight_decay: ${4:0.01})',
      '  learning_rate: cosine(${5:1e-4}, warmup: 10%)',
      '}',
    ),
  },
  {
    keyword: 'expect',
    home: 'pipeline',
    label: 'what the model must reach',
    doc: 'Bounds on what is measured. A run that misses one ends with exit code 3.',
    body: lines('expect {', `  test.${measuredAt(1)} >= \${2:90%}`, '}'),
  },
  {
    keyword: 'sweep',
    home: 'pipeline',
    label: 'learning rates and batch sizes to try',
    doc: 'Values that `tlp sweep` tries. The best trial on the validation split wins.',
    body: lines(
      'sweep {',
      '  schedule.${1:head}.learning_rate: log(${2:1e-4..1e-2})',
      '  data.batch: ${3:16, 32}',
      '  trials: ${4:12}',
      '  stop: halving',
      '}',
    ),
  },
];

/** The text of a snippet with every place left as it is proposed, the first of its choices if it has any. */
export const expand = (body: string): string =>
  body
    .replaceAll(/\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}/g, '$1')
    .replaceAll(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replaceAll(/(?<!\\)\$(?:\d+|\{\d+\})/g, '')
    .replaceAll(/\\([\\$}])/g, '$1');
