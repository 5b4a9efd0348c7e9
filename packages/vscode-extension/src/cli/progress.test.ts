import type { TrainEvent } from '@tlp/runtime/train/events.js';
import { describe, expect, test } from 'vitest';
import {
  after,
  lineSplitter,
  nothingYet,
  parseLine,
  type RunLine,
  statusText,
  statusTooltip,
} from './progress.js';

const metrics = { loss: 0.3, accuracy: 0.912 };

/** What the runtime writes, as far as the status bar reads it: a change of its events fails to compile here. */
const events = [
  { type: 'run-start', run: '/runs/a', pipeline: 'flowers' },
  { type: 'stage', message: 'Reading images' },
  { type: 'phase-start', phase: 'head', index: 1, phases: 2, epochs: 10 },
  { type: 'features', phase: 'head', split: 'train', done: 50, total: 200 },
  { type: 'batch', phase: 'head', epoch: 3, epochs: 10, batch: 4, batches: 9, loss: 0.5, secondsLeft: 12.2 },
  {
    type: 'epoch-end',
    phase: 'head',
    epoch: 3,
    train: { loss: 0.4, accuracy: 0.9 },
    validation: metrics,
    best: true,
  },
  {
    type: 'result',
    run: '/runs/a',
    metrics: { validation: metrics, test: { ...metrics, accuracy: 0.95 } },
    seconds: 60,
  },
] satisfies readonly (RunLine & Loose<TrainEvent>)[];

type Loose<T> = T extends { readonly type: infer Type }
  ? { readonly [K in keyof T]?: unknown } & { readonly type: Type }
  : never;

const told = (count: number) =>
  events.slice(0, count).reduce<ReturnType<typeof nothingYet>>(after, nothingYet('flowers.tlp'));

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
      'Training flowers. Phase: head. About 13 s left in this phase. Click for its output.',
    );
  });

  test('knows the run directory for the report', () => {
    expect(told(7)).toMatchObject({ run: '/runs/a', finished: true });
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
