// biome-ignore-all lint/suspicious/noTemplateCurlyInString: places of snippets are written so.
/** Whole blocks to fill in: offered by completion, and what the extension's snippets file is generated from. */

export interface BlockSnippet {
  /** The keyword that the block begins with. */
  readonly keyword: string;
  /** The block that may hold it; `file` for the text itself. */
  readonly home: 'file' | 'pipeline' | 'schedule';
  /** What it is offered as, and what is typed for it. */
  readonly label: string;
  readonly doc: string;
  /** In the notation of snippets that the protocol and VS Code share. */
  readonly body: string;
}

const lines = (...body: readonly string[]): string => body.join('\n');

export const snippets: readonly BlockSnippet[] = [
  {
    keyword: 'pipeline',
    home: 'file',
    label: 'pipeline in two phases',
    doc: 'A whole pipeline: the head is trained on a frozen backbone, then the last blocks are tuned.',
    body: lines(
      'pipeline ${1:flowers} "${2:Which flower is it?}" {',
      '  backbone ${3:efficientnet_lite0} {',
      '    weights: imagenet',
      '  }',
      '',
      '  data images("${4:data/flowers}") {',
      '    split: stratified(train: 75%, validation: 10%, test: 15%)',
      '    batch: ${5:32}',
      '  }',
      '',
      '  head {',
      '    pool(average)',
      '    dropout(${6:20%})',
      '    dense(classes)',
      '  }',
      '',
      '  schedule {',
      '    monitor: accuracy',
      '    phase head {',
      '      freeze: all',
      '      epochs: ${7:10}',
      '      optimizer: adamw',
      '      learning_rate: 1e-3',
      '    }',
      '    phase tune {',
      '      freeze: ${8:..block5}',
      '      epochs: ${9:5}',
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
    body: lines('backbone ${1:efficientnet_lite0} {', '  weights: ${2:imagenet}', '  input: ${3:224px}', '}'),
  },
  {
    keyword: 'data',
    home: 'pipeline',
    label: 'data from folders of classes',
    doc: 'Images in one folder a class, split at random with every class in every split.',
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
    label: 'data from folders of splits',
    doc: 'Images that are split into folders already, each with one folder a class.',
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
    doc: 'The usual head: pooled features, dropout, and one score a class.',
    body: lines('head {', '  pool(average)', '  dropout(${1:20%})', '  dense(classes)', '}'),
  },
  {
    keyword: 'head',
    home: 'pipeline',
    label: 'head with a hidden layer',
    doc: 'A head that learns features of its own before it scores the classes.',
    body: lines(
      'head {',
      '  pool(average)',
      '  dense(${1:256}, relu)',
      '  dropout(${2:30%})',
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
      '  monitor: accuracy',
      '  phase head {',
      '    freeze: all',
      '    epochs: ${1:10}',
      '    optimizer: adamw',
      '    learning_rate: 1e-3',
      '  }',
      '  phase tune {',
      '    freeze: ${2:..block5}',
      '    epochs: ${3:5}',
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
    label: 'phase that tunes the backbone',
    doc: 'The last blocks of the backbone are trained too, at a small rate that falls.',
    body: lines(
      'phase ${1:tune} {',
      '  freeze: ${2:..block5}',
      '  epochs: ${3:5}',
      '  optimizer: adamw(weight_decay: ${4:0.01})',
      '  learning_rate: cosine(${5:1e-4}, warmup: 10%)',
      '}',
    ),
  },
];

/** The text of a snippet with every place left as it is proposed. */
export const expand = (body: string): string =>
  body
    .replaceAll(/\$\{\d+:((?:\\.|[^}\\])*)\}/g, '$1')
    .replaceAll(/(?<!\\)\$(?:\d+|\{\d+\})/g, '')
    .replaceAll(/\\([\\$}])/g, '$1');
