import path from 'node:path';
import { expect, it } from 'vitest';
import { createRandom } from '../random.js';
import { startChild, watchChild, weightsIn } from '../testing/killed-child.js';
import { trainProgram } from '../testing/train-program.js';

const train = trainProgram('kill');

it.each([
  ['a run', []],
  ['a run of recipes', ['portable', 'recipes']],
] as const)(
  'killed again and again, %s comes to the same bytes',
  { timeout: 240_000 },
  async (name, more) => {
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
  },
);
