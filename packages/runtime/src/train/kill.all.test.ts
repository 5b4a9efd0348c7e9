/** What `kill.test.ts` has of a run of recipes, of a plain one and of the runs of a cross-validation. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { startChild, watchChild, weightsIn } from '../testing/killed-child.js';
import { comesToTheSameBytes } from '../testing/killed-runs.js';
import { trainProgram } from '../testing/train-program.js';

const train = trainProgram('kill-folds');

comesToTheSameBytes(train, 'a run');

it('killed again and again, a run of folds comes to the same bytes', { timeout: 240_000 }, async () => {
  const folds = (out: string, mode: 'fresh' | 'resume') => startChild(train, out, mode, 'portable', '3');
  const whole = path.join(train.folder, 'whole-folds');
  expect(await watchChild(folds(whole, 'fresh'), Number.POSITIVE_INFINITY)).toBe('finished');
  const killed = path.join(train.folder, 'killed-folds');
  let kills = 0;
  let end = await watchChild(folds(killed, 'fresh'), 6);
  while (end === 'killed') {
    kills += 1;
    end = await watchChild(folds(killed, 'resume'), kills < 6 ? 12 + 6 * kills : Number.POSITIVE_INFINITY);
  }
  expect(kills).toBeGreaterThan(2);
  for (const fold of ['fold-1', 'fold-2', 'fold-3'])
    expect((await weightsIn(path.join(killed, fold))).equals(await weightsIn(path.join(whole, fold)))).toBe(
      true,
    );
  const said = (out: string) => readFile(path.join(out, 'folds.json'));
  expect((await said(killed)).equals(await said(whole))).toBe(true);
});
