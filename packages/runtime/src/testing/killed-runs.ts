/** For tests: a run that is killed at random and resumed comes to the bytes of one that is not. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { startChild, watchChild, weightsIn } from './killed-child.js';
import type { TrainProgram } from './train-program.js';

/** Declares the test. @param more arguments of `train-child.ts` */
export function comesToTheSameBytes(train: TrainProgram, name: string, more: readonly string[] = []): void {
  it(`killed again and again, ${name} comes to the same bytes`, { timeout: 240_000 }, async () => {
    const whole = path.join(train.folder, `whole ${name}`);
    expect(await watchChild(startChild(train, whole, 'fresh', ...more), Number.POSITIVE_INFINITY)).toBe(
      'finished',
    );
    const random = createRandom('kill');
    const killed = path.join(train.folder, `killed ${name}`);
    let kills = 0;
    let end = await watchChild(startChild(train, killed, 'fresh', ...more), 3 + random.int(4));
    while (end === 'killed') {
      kills += 1;
      const after = kills < 4 ? 3 + random.int(12) : Number.POSITIVE_INFINITY;
      end = await watchChild(startChild(train, killed, 'resume', ...more), after);
    }
    expect(kills).toBeGreaterThan(2);
    expect((await weightsIn(killed)).equals(await weightsIn(whole))).toBe(true);
  });
}
