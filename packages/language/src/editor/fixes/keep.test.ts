import { expect, test } from 'vitest';
import { exampleText } from '../../checks/example.js';
import type { Example } from '../../checks/rule.js';
import { fixesKeepWhatWasMeant } from '../../testing/fixes-keep.js';
import { meaningOf } from '../../testing/preferred.js';
import { slipsOf } from '../../testing/slips.js';
import { sceneOf } from '../testing.js';
import { applyEdits } from './edit.js';
import { fixAll } from './fix-all.js';
import { fixesOf } from './index.js';

fixesKeepWhatWasMeant(499);

test('most slips are put right without a choice', () => {
  const text = exampleText({ phase: 'freeze: all\nepochs: 5\nlearning_rate: cosine(1e-3, warmup: 10%)' });
  const { snapshot } = sceneOf(text);
  const meant = meaningOf(snapshot);
  const all = slipsOf(text, snapshot.tokens).filter((_, index) => index % 7 === 0);
  const mended = all.filter(
    (slip) => meaningOf(sceneOf(fixAll(sceneOf(slip.text).snapshot)).snapshot) === meant,
  );
  expect(mended.length / all.length).toBeGreaterThan(0.5);
});

const phase = (line: string): Example => ({ phase: `freeze: all\nepochs: 5\n${line}` });

/** What the fixes of the only error make of the line that they change; those that need no choice with a star. */
function offered(example: Example): readonly string[] {
  const { snapshot } = sceneOf(exampleText(example));
  const text = snapshot.text.getText();
  const [error] = snapshot.analysis.diagnostics.filter(({ severity }) => severity === 'error');
  return fixesOf(error!, snapshot).map(({ edits, preferred }) => {
    const after = applyEdits(text, edits).split('\n');
    const at = text.split('\n').findIndex((line, index) => line !== after[index]);
    return `${preferred ? '* ' : ''}${after[at]!.trim()}`;
  });
}

test.each<[string, Example, readonly string[]]>([
  ['a number with an underscore', { data: 'batch: 1_000' }, ['* batch: 1000']],
  ['a thousand with a letter', { data: 'batch: 16k' }, ['batch: 16']],
  ['a share of the images as a batch', { data: 'batch: 20%' }, ['batch: 20']],
  ['a range of fractions', { data: 'augment: crop(0.6..1)' }, ['* augment: crop(60%..100%)']],
  ['a fraction', { head: 'pool\ndropout(0.2)\ndense(classes)' }, ['* dropout(20%)']],
  ['one, of a hundred or of one', { data: 'augment: crop(1)' }, ['augment: crop(1%)', 'augment: crop(100%)']],
  ['a rate in percent', phase('learning_rate: 0.1%'), ['* learning_rate: 0.001']],
  ['half an epoch', { phase: 'freeze: all\nepochs: 2.5' }, ['epochs: 3']],
  ['pixels written out', { backbone: 'resnet18 {\n  input: 128pixels\n}' }, ['* input: 128px']],
  ['a percentage of pixels', { backbone: 'resnet18 {\n  input: 50%\n}' }, ['input: 50px']],
  ['a `let` with a colon', { top: 'let size: 8', data: 'batch: size' }, ['* let size = 8']],
  ['an equals sign behind `freeze`', { phase: 'freeze = all\nepochs: 5' }, ['* freeze: all']],
  [
    'a semicolon between arguments',
    { data: 'split: stratified(train: 80%; validation: 20%)' },
    ['* split: stratified(train: 80%, validation: 20%)', 'split: stratified(train: 80% validation: 20%)'],
  ],
  [
    'no comma between arguments',
    { data: 'split: stratified(train: 80% validation: 20%)' },
    ['* split: stratified(train: 80%, validation: 20%)'],
  ],
  [
    'no colon in an argument',
    { data: 'split: stratified(train 80%, validation: 20%)' },
    ['* split: stratified(train: 80%, validation: 20%)'],
  ],
])('%s', (_, example, expected) => {
  expect(offered(example)).toEqual(expected);
});

test('of the two versions of a merge, none is chosen for you', () => {
  const [before, after] = exampleText({ data: 'batch: 8' }).split('    batch: 8\n');
  const text = `${before}<<<<<<< HEAD\n    batch: 8\n=======\n    batch: 16\n>>>>>>> wider\n${after}`;
  const { snapshot } = sceneOf(text);
  const errors = snapshot.analysis.diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code }) => code)).toEqual(['TLP011']);
  const fixes = fixesOf(errors[0]!, snapshot);
  expect(fixes.map(({ preferred = false }) => preferred)).toEqual([false, false]);
  expect(fixes.map(({ edits }) => applyEdits(text, edits))).toEqual([
    `${before}    batch: 8\n${after}`,
    `${before}    batch: 16\n${after}`,
  ]);
});
