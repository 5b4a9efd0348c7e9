import { modalityOf } from '@tlp/language/modalities/index.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { expect, test } from 'vitest';
import type { Prediction } from '../../train/run-directory.js';
import { collectLabelErrors } from '../label-errors.js';
import { samplePipeline } from '../sample.fixture.js';
import { labelErrors } from './label-errors.js';

const record = { pipeline: samplePipeline, outputs: ['cat', '<dog>'] } as unknown as RunRecord;

async function* said(probabilities: readonly (readonly [label: number, dog: number])[]) {
  for (const [i, [label, dog]] of probabilities.entries()) {
    const answer = { predicted: Math.round(dog), probabilities: [1 - dog, dog] };
    yield { split: i % 2 ? 'test' : 'validation', id: `${i}.png`, target: [label], answer } as Prediction;
  }
}

async function likely(of: RunRecord, predictions: AsyncIterable<Prediction>) {
  const collector = collectLabelErrors(of);
  for await (const prediction of predictions) collector.see(prediction);
  return collector.result();
}

const right = Array.from({ length: 20 }, (_, i) => [i % 2, i % 2 ? 0.9 : 0.1] as const);

test('the least likely labels stand first, with what they likely are and the command', async () => {
  const found = (await likely(record, said([...right, [0, 0.99], [1, 0.05]])))!;
  expect(found).toMatchObject({ judged: 22, likely: 2 });
  expect(found.examples.map(({ id, split, label, suggested }) => [id, split, label, suggested])).toEqual([
    ['20.png', 'validation', 'cat', '<dog>'],
    ['21.png', 'test', '<dog>', 'cat'],
  ]);
  const { markup } = labelErrors(found, 'pets.tlp', modalityOf(samplePipeline.data).noun);
  expect(markup).toContain('2 of the 22 images for validation and test');
  expect(markup).toContain('tlp label-errors pets.tlp --write cleaned.csv');
  expect(markup.indexOf('is labeled <b>cat</b> 1.0%')).toBeLessThan(markup.indexOf('is it <b>cat</b>?'));
  expect(markup).toContain('is it <b>&lt;dog&gt;</b>?');
  expect(markup).toContain('file not found');
});

test('nothing is said where no label is likely wrong, and of numbers', async () => {
  expect(await likely(record, said(right))).toBeNull();
  const numbers = { ...record, pipeline: { ...samplePipeline, task: 'regression' } } as RunRecord;
  expect(await likely(numbers, said([[0, 0.99]]))).toBeNull();
});
