import type { TrainEvent } from '@tlp/language/run/events.js';
import { batch, epochEnd, phaseStart, result, runStart } from '@tlp/language/run/testing.js';
import { describe, expect, test } from 'vitest';
import { after, lineSplitter, nothingYet, parseLine, statusText, statusTooltip } from './progress.js';

const events: readonly TrainEvent[] = [
  runStart,
  { type: 'stage', message: 'Reading images' },
  phaseStart('head', 1, 10),
  { type: 'features', phase: 'head', split: 'train', done: 50, total: 200 },
  batch('head', 3, 10),
  epochEnd('head', 3, 0.912),
  result,
];

const told = (count: number) => events.slice(0, count).reduce(after, nothingYet('flowers.tlp'));

describe('the status bar', () => {
  test('follows a run', () => {
    expect(events.map((_, index) => statusText(told(index + 1)))).toEqual([
      '$(sync~spin) flowers preparing',
      '$(sync~spin) flowers Reading images',
      '$(sync~spin) head 0/10',
      '$(sync~spin) head features 25.0%',
      '$(sync~spin) head 3/10',
      '$(sync~spin) head 3/10 · 91.2%',
      '$(check) flowers · 95.0%',
    ]);
  });

  test('says more on hover', () => {
    expect(statusTooltip(told(5))).toBe(
      'Training flowers. Phase: head. About 13 s left in this phase. Click for its curves.',
    );
  });

  test('knows the run directory for the report', () => {
    expect(told(7)).toMatchObject({ run: '/runs/a', finished: true });
  });

  test('ends with the mean of folds, and the report of the last one', () => {
    const spread = { mean: 0.873, deviation: 0.01, values: [0.866, 0.88] };
    const folds = {
      type: 'folds',
      run: '/runs',
      folds: ['a', 'b'],
      validation: { accuracy: spread },
    } as const;
    const ended = after(told(6), folds);
    expect(statusText(ended)).toBe('$(check) flowers · 87.3%');
    expect(ended.run).toBe('/runs/a');
  });

  test('lets lines pass that it does not know', () => {
    expect(parseLine('Downloading weights')).toBeUndefined();
    expect(parseLine('3')).toBeUndefined();
    const newer = parseLine('{"type":"from-the-future"}')!;
    expect(after(told(3), newer)).toEqual(told(3));
  });
});

test('lines are put together again, however the stream cuts them', () => {
  const lines: string[] = [];
  const feed = lineSplitter((line) => lines.push(line));
  for (const chunk of ['{"a"', ':1}\n{"b":2}', '\n', '{"c"']) feed(chunk);
  expect(lines).toEqual(['{"a":1}', '{"b":2}']);
});
