/**
 * Pipelines as people type them. A step is the keys of a line, which give what they say; or `[keys, what they give]` with
 * `|` for the cursor. `⏎` ends a line, `✓` and `↹` take what a list has selected, by Enter and by Tab, and `…` waits for
 * one; keys.mjs has the other signs.
 */

/** Out of the block by the arrow key, and on with a new line; Escape closes a list that the arrow would move in. */
const leave = { leave: 1 };

const inFull = [
  '// Typed in full.⏎',
  'let gentle = 1e-4⏎',
  '⏎',
  ['pipeline flowers "Which flower is it?" {⏎', 'pipeline flowers "Which flower is it?" {\n  |\n}'],
  'backbone efficientnet_lite0 {⏎',
  'weights: imagenet⏎',
  'input: 128px',
  leave,
  ['data images("photos") {⏎', 'data images("photos") {\n  |\n}'],
  'split: stratified(train: 80%, validation: 10%, test: 10%)⏎',
  'augment: flip(horizontal), rotate(10deg), zoom(0.9..1.1)⏎',
  'variants: 1⏎',
  'batch: 3⏎',
  'balance: none⏎',
  'resize: crop',
  leave,
  'head {⏎',
  'flatten⏎',
  'batch_norm⏎',
  'dropout(20%)⏎',
  'dense(classes)',
  leave,
  'schedule {⏎',
  'monitor: accuracy⏎',
  'seed: 1⏎',
  'phase head {⏎',
  'freeze: all⏎',
  'epochs: 1⏎',
  'optimizer: adam',
  leave,
  'phase tune {⏎',
  'freeze: ..block5⏎',
  'epochs: 5⏎',
  'clip: 1.0⏎',
  'batch_norm: frozen⏎',
  'learning_rate: cosine(gentle, warmup: 10%)⏎',
  'early_stop(patience: 3)',
];

const fromLists = [
  ['pipe✓tulips⇥', 'pipeline tulips {\n  |\n}'],
  ['ba✓✓ {⏎', 'backbone efficientnet_lite0 {\n  |\n}'],
  ['we↹↹⏎', 'weights: imagenet\n|'],
  ['in✓128✓', 'input: 128px|'],
  leave,
  ['da✓✓✓…⎋⇥ {⏎', 'data images("photos/") {\n  |\n}'],
  ['sp✓✓⇥⇥⇥⏎', 'split: stratified(train: 75%, validation: 10%, test: 15%)\n|'],
  ['au✓✓, ro✓20deg⇥⏎', 'augment: flip, rotate(20deg)\n|'],
  ['bacth⌫⌫⌫tch: 16⏎', 'batch: 16\n|'],
  ['va✓✓', 'variants: 4|'],
  ['↶', 'variants: |'],
  ['2⏎', 'variants: 2\n|'],
  ['bal✓✓', 'balance: class_weights|'],
  leave,
  ['he✓', 'head {\n  |\n}'],
  ['po✓⏎', 'pool\n|'],
  ['dr✓30%⇥⏎', 'dropout(30%)\n|'],
  ['den✓', 'dense(classes)|'],
  leave,
  ['sc✓', 'schedule {\n  |\n}'],
  ['mo✓ac✓⏎', 'monitor: accuracy\n|'],
  [
    'ph…↓✓first⇥3⇥⇥⏎',
    'phase first {\n  freeze: all\n  epochs: 3\n  optimizer: adamw\n  learning_rate: 1e-3\n}\n|',
  ],
  ['ph✓tune⇥', 'phase tune {\n  |\n}'],
  ['fr✓..✓⏎', 'freeze: ..stem\n|'],
  ['ep✓✓⏎', 'epochs: 10\n|'],
  ['le✓cos✓⇥⇥⏎', 'learning_rate: cosine(1e-4, warmup: 10%)\n|'],
  ['ea✓5⇥', 'early_stop(patience: 5)|'],
];

const twoOfAKind = [
  ['abstract pipeline base {⏎', 'abstract pipeline base {\n  |\n}'],
  // The brackets that were closed by the editor are typed over.
  ['backbone resnet18 { input: 160px }⏎', 'backbone resnet18 { input: 160px }\n|'],
  ['data images("photos") { batch:16 resize:crop }⏎', 'data images("photos") { batch:16 resize:crop }\n|'],
  'head {⏎',
  'pool(max) // of all positions⏎',
  'dense(classes)',
  leave,
  'schedule {⏎',
  'seed: 1⏎',
  'top_k: 1',
  // A second cursor in the line above.
  {
    keys: '⎋⇡2⎋',
    after: (text) => text.replace('seed: 1\n', 'seed: 12\n').replace('top_k: 1|', 'top_k: 12|'),
  },
  ['⏎', 'top_k: 12\n|'],
  'phase head {⏎',
  'freeze:all⏎',
  'epochs:1⏎',
  'optimizer:adam⏎',
  'learning_rate:1e-3',
  { leave: 3 },
  '⏎',
  ['/**⏎Tuned.', '/**\n * Tuned.|\n */'],
  { keys: '⎋↓⇲⏎', after: (text) => `${text.replace('|', '')}\n|` },
  ['pipeline tuned extends base {⏎', 'pipeline tuned extends base {\n  |\n}'],
  'schedule {⏎',
  'phase tune {⏎',
  'freeze: all except layer4⏎',
  'epochs: 2',
  // Copied without a selection, the whole line is, and comes above; taken back again.
  ['⎋⧉⎘', 'epochs: 2\nepochs: 2|'],
  {
    keys: '↶',
    after: (text) => text.replace('epochs: 2\n      epochs: 2|', 'epochs: 2|'),
  },
  ['⏎', 'epochs: 2\n|'],
  'learning_rate: cosine(5e-5, warmup: 5%)⏎',
  'label_smoothing: 5%',
];

/** Places with choices open their lists as they are reached; what is chosen leads to the next place. */
const fromSnippet = [
  [
    'pipe…↓✓roses⇥Which rose?⇥…↓✓…✓8⇥…↓✓30%⇥…✓3⇥…✓2⇥',
    `pipeline roses "Which rose?" {
  backbone mobilenet_v2 {
    weights: imagenet
  }

  data images("photos") {
    split: stratified(train: 75%, validation: 10%, test: 15%)
    batch: 8
  }

  head {
    pool(max)
    dropout(30%)
    dense(classes)
  }

  schedule {
    monitor: accuracy
    phase head {
      freeze: all
      epochs: 3
      optimizer: adamw
      learning_rate: 1e-3
    }
    phase tune {
      freeze: ..block5
      epochs: 2
      optimizer: adamw
      learning_rate: cosine(1e-4, warmup: 10%)
    }
  }
}|`,
  ],
];

export const scripts = [
  {
    title: 'a pipeline typed to its last sign is what was typed, line by line',
    file: 'in-full.tlp',
    steps: inFull,
  },
  {
    title: 'a pipeline is taken from lists that open by themselves, corrected and undone',
    file: 'from-lists.tlp',
    steps: fromLists,
  },
  {
    title: 'one with Windows line ends, brackets typed over, two cursors, a copied line, and what extends it',
    file: 'two-of-a-kind.tlp',
    into: '// Two of a kind.\r\n',
    steps: twoOfAKind,
  },
  {
    title: 'a pipeline from a template is filled in, place by place',
    file: 'from-template.tlp',
    steps: fromSnippet,
  },
];
