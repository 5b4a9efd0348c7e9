import { expect, test } from 'vitest';
import { mistakes } from '../../report/sections/mistakes.js';
import { createTask } from '../index.js';
import { noSettings } from '../settings.js';
import { taggingReport } from './report.js';

const outputs = ['B-LOC', 'B-PER', 'I-PER', 'O'];
const task = createTask('tagging', {
  outputs,
  loss: { kind: 'cross_entropy' },
  topK: 1,
  settings: { ...noSettings, scheme: 'bio' },
});

/** Logits that say these tags. */
const saying = (...tags: readonly number[]): Float32Array =>
  Float32Array.from(tags.flatMap((tag) => outputs.map((_, i) => (i === tag ? 4 : 0))));

const words = { text: 'Anna <b> went to Rome', list: ['Anna', '<b>', 'went', 'to', 'Rome'] };
const target = [1, 2, 3, 3, 0];

function judged(...said: readonly number[]) {
  const metrics = task.metrics();
  metrics.add([saying(...said)], [target]);
  const result = metrics.result();
  const answer = task.answer(saying(...said), { id: 'a', words });
  const prediction = { split: 'test', id: 'a.conll:1', target, answer } as const;
  return { result, mistake: taggingReport.mistakes.of(prediction, outputs, result) };
}

test('a sentence whose entities are all right is no mistake', () => {
  expect(judged(...target).mistake).toBeNull();
});

test('what was found, missed and wrong is marked in the text', () => {
  const { mistake } = judged(1, 3, 0, 3, 0);
  expect(mistake?.marked).toEqual([
    { text: 'Anna <b>', mark: { kind: 'missed', label: 'PER' } },
    { text: ' ' },
    { text: 'went', mark: { kind: 'wrong', label: 'LOC' } },
    { text: ' ' },
    { text: 'to' },
    { text: ' ' },
    { text: 'Rome', mark: { kind: 'right', label: 'LOC' } },
  ]);
  expect([mistake?.said.what, mistake?.right.what]).toEqual(['Anna: PER, went: LOC', 'Anna <b>: PER']);
});

test('nothing of a text is markup', () => {
  const { mistake, result } = judged(3, 3, 3, 3, 3);
  const split = {
    name: 'test',
    metrics: result,
    mistakeCount: 1,
    mistakes: [{ ...mistake!, id: 'a', shown: null }],
  } as const;
  const page = mistakes(split, taggingReport, null)!.markup;
  expect(page).toContain('<mark class="missed" title="PER, missed">Anna &lt;b&gt;<small>PER</small></mark>');
  expect(page).not.toContain('<b> went');
});

test('has tables of the types and of what they were taken for', () => {
  const { result } = judged(1, 3, 0, 3, 0);
  const page = taggingReport.sections(result, outputs, '1 test text.').map((part) => part?.markup);
  expect(page[0]).toMatch(/LOC.*66\.7%.*PER|PER.*LOC.*66\.7%/s);
  expect(page[1]).toContain('no entity');
});
