import { expect, test } from 'vitest';
import { curvesAfter, curvesOf, type RunCurves } from './curves.js';
import type { TrainEvent } from './events.js';
import { batch, epochEnd, judged, metricsText, phaseStart, recordText, result, runStart } from './testing.js';

/** `finished 95.0% head 2/2* tune 1/5`, the star for the epoch that was kept. */
function told({ state, result: final, phases, doing }: RunCurves): string {
  const parts = phases.map(({ name, epochs, points, best }) => {
    const last = points.at(-1)?.epoch ?? 0;
    return `${name} ${last}/${epochs ?? '?'}${best === last && last > 0 ? '*' : ''}`;
  });
  const score = final ? [`${final.split} ${(100 * final.metrics.scores.accuracy!).toFixed(1)}%`] : [];
  return [state, ...score, ...parts, ...(doing === null ? [] : [`(${doing})`])].join(' ');
}

const head = [epochEnd('head', 1, 0.5), epochEnd('head', 2, 0.6)];

test.each<[string, Parameters<typeof curvesOf>[0], string]>([
  [
    'a finished one',
    { record: recordText({ status: 'finished' }), metrics: metricsText(head), held: false },
    'finished test 95.0% head 2/2* tune 0/5',
  ],
  [
    'one that a process works on',
    { record: recordText({}), metrics: metricsText(head), held: true },
    'running head 2/2 tune 0/5',
  ],
  [
    'one that was interrupted',
    { record: recordText({}), metrics: metricsText(head), held: false },
    'stopped head 2/2 tune 0/5',
  ],
  [
    'one of which a browser sees the files only',
    { record: recordText({}), metrics: metricsText(head), held: undefined },
    'unfinished head 2/2 tune 0/5',
  ],
  [
    'one whose record is cut off',
    { record: recordText({}).slice(0, 90), metrics: metricsText(head), held: false },
    'damaged head 2/?',
  ],
  ['one whose record is of another kind', { record: '[1]', metrics: undefined, held: false }, 'damaged'],
  [
    'one whose last line is half written',
    { record: recordText({}), metrics: metricsText(head).slice(0, -20), held: true },
    'running head 1/2 tune 0/5',
  ],
  [
    'one that has no epoch yet',
    { record: recordText({}), metrics: undefined, held: true },
    'running head 0/2 tune 0/5',
  ],
])('a run directory: %s', (_, files, expected) => {
  expect(told(curvesOf(files, 'flowers'))).toBe(expected);
});

test('events go on from what the directory holds', () => {
  const read = curvesOf({ record: recordText({}), metrics: metricsText(head), held: true }, 'flowers');
  const after = (...events: readonly TrainEvent[]) => told(events.reduce(curvesAfter, read));
  expect(after(runStart, phaseStart('tune', 2, 5))).toBe('running head 2/2 tune 0/5 (phase tune)');
  expect(after(batch('tune', 1, 5))).toBe(
    'running head 2/2 tune 0/5 (phase tune, epoch 1 of 5, batch 4 of 9, loss 0.500)',
  );
  expect(after(batch('tune', 1, 5), epochEnd('tune', 1, 0.7))).toBe('running head 2/2 tune 1/5*');
  // By the file and as an event.
  expect(after(epochEnd('head', 2, 0.6))).toBe('running head 2/2* tune 0/5');
  expect(after(epochEnd('more', 1, 0.6))).toBe('running head 2/2 tune 0/5 more 1/?*');
  expect(after(result)).toBe('finished test 95.0% head 2/2 tune 0/5');
});

test('a run that has not tested is told by its validation split', () => {
  const metrics = { validation: judged(0.3, 0.9), test: null };
  const record = recordText({ status: 'finished', metrics });
  expect(told(curvesOf({ record, metrics: '', held: false }, 'flowers'))).toMatch(
    /^finished validation 90.0%/,
  );
});
