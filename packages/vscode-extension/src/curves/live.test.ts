import { curvesOf } from '@tlp/language/run/curves.js';
import { batch, epochEnd, phaseStart, recordText, result, runStart } from '@tlp/language/run/testing.js';
import { expect, test } from 'vitest';
import { createLiveRun } from './live.js';

const read = curvesOf({ record: recordText({}), metrics: undefined, held: true }, 'flowers');

test('tells what happened since the files were read, and keeps no batch but the last', () => {
  const live = createLiveRun();
  let changes = 0;
  live.onChange(() => changes++);
  expect(live.directory()).toBeUndefined();
  for (const event of [runStart, phaseStart('head', 1, 2), batch('head', 1, 2), batch('head', 2, 2)]) {
    live.tell(event);
  }
  expect(changes).toBe(4);
  expect(live.directory()).toBe('/runs/a');
  expect(live.goOn(read)).toMatchObject({ state: 'running', doing: expect.stringContaining('epoch 2 of 2') });
  live.tell(epochEnd('head', 2, 0.6));
  expect(live.goOn(read)).toMatchObject({ doing: null, phases: [{ best: 2, points: [{ epoch: 2 }] }, {}] });
  live.tell(result);
  expect(live.goOn(read).state).toBe('finished');
});

test('after its end the files alone say what there is', () => {
  const live = createLiveRun();
  live.tell(runStart);
  live.end();
  expect(live.directory()).toBeUndefined();
  expect(live.goOn(read)).toEqual(read);
});
