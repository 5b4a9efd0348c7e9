import { expect, test } from 'vitest';
import { type Bank, sizeOfBank } from '../known/bank.js';
import { memorySource, testJob, testPhase, testSchedule } from '../testing/training-job.js';
import { freshCheckpoint } from './checkpoint.js';
import { runSchedule } from './schedule.js';

/** Of so many training examples the third nearest. */
async function runKnowing(left: number) {
  const schedule = {
    ...testSchedule(testPhase({ epochs: 1 })),
    reject: { kind: 'unknown', keep: 0.9, name: 'other', by: { kind: 'nearest', k: 3 } },
  } as const;
  const { job, events } = testJob(schedule, { engine: 'portable' });
  const sources = await job.openSources({} as never);
  const known = { ...sources, train: memorySource('train', left, 3), validation: null, test: null };
  const banks: (Bank | null)[] = [];
  const similarities: number[] = [];
  await runSchedule({ ...job, openKnown: async () => known }, freshCheckpoint, {
    save: async () => undefined,
    evaluate(evaluate, bank) {
      banks.push(bank);
      return evaluate(async (_split, _examples, _logits, found = []) => void similarities.push(...found));
    },
  });
  const warnings = events.filter(({ type }) => type === 'warning');
  return { kept: banks.map((bank) => bank && sizeOfBank(bank)), similarities, warnings };
}

test('examples are compared with the training examples', async () => {
  const { kept, similarities, warnings } = await runKnowing(6);
  expect([kept, warnings]).toEqual([[6], []]);
  expect(similarities).toHaveLength(24);
});

test('where fewer than k are left, it is with the farthest of them, and that is told', async () => {
  const { kept, similarities, warnings } = await runKnowing(2);
  expect(kept).toEqual([2]);
  expect(warnings).toMatchObject([
    { code: 'TLP763', message: expect.stringContaining('the farthest of the 2 training images') },
  ]);
  expect(similarities).toHaveLength(24);
  expect(similarities.every(Number.isFinite)).toBe(true);
});
