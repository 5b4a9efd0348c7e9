/** Slips of people who come from other libraries, and what the fix that needs no choice makes of them. */
import { expect, test } from 'vitest';
import { exampleText } from '../../checks/example.js';
import type { Example } from '../../checks/rule.js';
import { sceneOf } from '../testing.js';
import { fixAll } from './fix-all.js';

const phase = (line: string): Example => ({ phase: `freeze: all\nepochs: 3\n${line}` });
const head = (line: string): Example => ({ head: `pool(average)\n${line}` });
const height = (line: string): Example => ({
  data: 'table: "labels.csv"\nimage: file\ntarget: height',
  ...head(line),
});

test.each<[string, Example, Example]>([
  [
    'an equals sign',
    head('dense(256, activation=relu)\ndense(classes)'),
    head('dense(256, activation: relu)\ndense(classes)'),
  ],
  ['a softmax over the classes', head('dense(10, activation: softmax)'), head('dense(classes)')],
  ['a sigmoid over a number', height('dense(targets, sigmoid)'), height('dense(targets)')],
  ['a dash in a name', phase('learning_rate: one-cycle(1e-3)'), phase('learning_rate: one_cycle(1e-3)')],
  ['a comma at the end', { data: 'augment: flip,\nvariants: 2' }, { data: 'augment: flip\nvariants: 2' }],
  [
    'a list without its comma',
    { data: 'augment: flip rotate(10deg)' },
    { data: 'augment: flip, rotate(10deg)' },
  ],
  ['a decimal comma', phase('learning_rate: 0,001'), phase('learning_rate: 0.001')],
  [
    'both sides of a square input',
    { backbone: 'resnet18 {\n  input: 224, 224\n}' },
    { backbone: 'resnet18 {\n  input: 224px\n}' },
  ],
  [
    'a size in brackets',
    { backbone: 'resnet18 {\n  input: (64px, 64px)\n}' },
    { backbone: 'resnet18 {\n  input: 64px\n}' },
  ],
  [
    'a property with its parameters in braces',
    phase('early_stop: { patience: 3 }'),
    phase('early_stop(patience: 3)'),
  ],
  [
    'weights in quotes',
    { backbone: 'resnet18 {\n  weights: "imagenet"\n}' },
    { backbone: 'resnet18 {\n  weights: imagenet\n}' },
  ],
  [
    'a dash in the name of a backbone',
    { backbone: 'efficientnet-lite0' },
    { backbone: 'efficientnet_lite0' },
  ],
  ["Python's none", { data: 'augment: None' }, { data: 'augment: none' }],
  ['a false for none', phase('early_stop: false'), phase('early_stop: none')],
  ['a dash before a number', { backbone: 'resnet-50' }, { backbone: 'resnet50' }],
  [
    'a backbone in quotes',
    { backbone: '"resnet18" {\n  input: 64px\n}' },
    { backbone: 'resnet18 {\n  input: 64px\n}' },
  ],
  [
    'a rate of the optimizer',
    phase('optimizer: adam(lr: 1e-3, beta1: 0.8)'),
    phase('optimizer: adam(beta1: 0.8)\nlearning_rate: 1e-3'),
  ],
])('%s', (_, written, meant) => {
  expect(fixAll(sceneOf(exampleText(written)).snapshot)).toBe(exampleText(meant));
});

test.each([
  ['pipeline my-flowers {', 'pipeline my_flowers {'],
  ['phase fine-tune {', 'phase fine_tune {'],
])('one dash in a name is one message: %s', (written, meant) => {
  const text = exampleText({}).replace(/(pipeline|phase) \w+ (?:"[^"]*" )?\{/g, (header) =>
    header.split(' ')[0] === written.split(' ')[0] ? written : header,
  );
  const { snapshot } = sceneOf(text);
  const errors = snapshot.analysis.diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code }) => code)).toEqual(['TLP001']);
  expect(fixAll(snapshot)).toBe(text.replace(written, meant));
});

test.each([
  [{ backbone: 'resnet101' }],
  [{ backbone: 'resnet' }],
  [{ phase: 'freeze: ..block9\nepochs: 3\nlearning_rate: 1e-5' }],
])('another number is not taken for a slip: %j', (example) => {
  const text = exampleText(example);
  expect(fixAll(sceneOf(text).snapshot)).toBe(text);
});

test('a value inside of brackets is not replaced by the default of the property', () => {
  const text = exampleText(phase('optimizer: sgd(0.01, 0.9)'));
  expect(fixAll(sceneOf(text).snapshot)).toBe(text);
});
