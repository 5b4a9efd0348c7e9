/** What a value is written as has to mean the same value again, for every example that the schema table has. */
import { expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { createWorkspace } from '../editor/workspace.js';
import { augmentations } from '../modalities/images/augmentations.js';
import { explainPipeline } from '../plan/explain.js';
import type { Pipeline } from '../resolve/pipeline.js';
import { headLayers } from './head.js';
import { blocks } from './index.js';
import { optimizers } from './optimizers.js';
import { learningRates } from './rates.js';
import { split } from './splits.js';

const examples = ({ words }: { readonly words: readonly { readonly example: string }[] }) =>
  words.map(({ example }) => example);

type Where = 'data' | 'head' | 'phase' | 'backbone';
const at = (where: Where, property: string, values: readonly string[]) =>
  values.map((value): [Where, string, string] => [where, property, value]);

const all = [
  ...at('data', 'split', [...examples(split), 'folders(train: "a", validation: "b", test: "c")']),
  ...at('data', 'augment', [...examples(augmentations), 'none', 'flip(both), rotate(7.5deg), crop(60%)']),
  ...at('data', 'variants', ['none', '4']),
  ...at('data', 'balance', examples(blocks.data.properties.balance.type)),
  ...at('phase', 'optimizer', examples(optimizers)),
  ...at('phase', 'learning_rate', ['1e-3', '0.05', ...examples(learningRates)]),
  ...at('phase', 'clip', ['none', '1.0']),
  ...at('phase', 'label_smoothing', ['0%', '7%']),
  ...at('phase', 'early_stop', ['none', 'early_stop(patience: 3, metric: accuracy, min_delta: 0.001)']),
  ...at('backbone', 'weights', ['imagenet', 'random', 'file("wt/a b.pth")']),
  ...at('backbone', 'input', ['160px']),
  ...at(
    'head',
    '',
    examples(headLayers).filter((layer) => layer !== 'flatten'),
  ),
];

const workspace = createWorkspace();

function read(where: Where, property: string, value: string): Pipeline {
  const line = property === '' ? value : `${property}: ${value}`;
  const text = {
    data: exampleText({ data: line }),
    phase: exampleText({ phase: `freeze: none\nepochs: 5\n${line}` }),
    backbone: exampleText({ backbone: `efficientnet_lite0 {\n${line}\n}` }),
    head: exampleText({ head: `pool(average)\n${line}\ndense(classes)` }),
  }[where];
  const { drafts } = workspace.open('file:///work/test.tlp', 1, text).analysis;
  // What the rules think of it does not matter here.
  return [...drafts.values()][0]!.pipeline;
}

const paths: Record<Where, string> = {
  data: 'data.',
  phase: 'schedule.train.',
  backbone: 'backbone.',
  head: 'head.1',
};

test.each(all)('%s %s: %s', (where, property, value) => {
  const { origins: _, ...meant } = read(where, property, value);
  const pipeline = read(where, property, value);
  const path = `${paths[where]}${property}`;
  const written = explainPipeline(pipeline).find((entry) => entry.path === path)!.value;
  const { origins: __, ...again } = read(where, property, written);
  expect(again).toEqual(meant);
});

test.each<[Where, string, string, string, string]>([
  [
    'data',
    'split',
    'stratified(train: 75%, validation: 10%, test: 15%)',
    'split',
    'stratified(train: 75%, validation: 10%, test: 15%)',
  ],
  ['data', 'split', 'random(train: 80%)', 'split.train', '80%'],
  ['data', 'augment', 'flip', 'augment', 'flip(horizontal)'],
  ['data', 'augment', 'crop(60%), zoom(0.9..1.1)', 'augment', 'crop(60%..100%), zoom(0.9..1.1)'],
  ['data', 'augment', 'erase(area: 2%..20%)', 'augment.0.area', '2%..20%'],
  ['phase', 'learning_rate', '0.0001', 'learning_rate', '1e-4'],
  [
    'phase',
    'learning_rate',
    'cosine(1e-4, warmup: 10%)',
    'learning_rate',
    'cosine(1e-4, end: 0, warmup: 10%)',
  ],
  ['phase', 'optimizer', 'sgd', 'optimizer', 'sgd(momentum: 0.9, nesterov: false, weight_decay: 0)'],
  ['phase', 'early_stop', '3', 'early_stop', 'early_stop(patience: 3, metric: loss, min_delta: 0)'],
  ['backbone', 'weights', 'imagenet', 'weights', 'imagenet'],
  ['backbone', 'input', '160px', 'input', '160px'],
  ['head', '', 'dense(64, relu)', '.units', '64'],
])('%s %s: %s is shown at %s as %s', (where, property, value, shownAt, expected) => {
  const pipeline = read(where, property, value);
  const path = `${paths[where]}${shownAt}`;
  expect(explainPipeline(pipeline).find((entry) => entry.path === path)?.value).toBe(expected);
});
