import { curvesOf, type RunCurves } from '@tlp/language/run/curves.js';
import { epochEnd, metricsText, recordText } from '@tlp/language/run/testing.js';
import { expect, test } from 'vitest';
import { curvesHtml } from './run-curves.js';

const epochs = metricsText([epochEnd('head', 1, 0.5), epochEnd('head', 2, 0.6), epochEnd('tune', 1, 0.7)]);
const read = (files: Partial<Parameters<typeof curvesOf>[0]>): RunCurves =>
  curvesOf({ record: recordText({}), metrics: epochs, held: true, ...files }, 'flowers');

test.each<[string, RunCurves, string]>([
  ['running', { ...read({}), doing: 'phase tune, epoch 2 of 5' }, 'Running: phase tune, epoch 2 of 5'],
  ['running, between two epochs', read({}), 'Running'],
  ['stopped', read({ held: false }), 'Stopped: it can be resumed'],
  ['seen from a browser', read({ held: undefined }), 'Not finished: still running, or stopped'],
  [
    'finished',
    read({ record: recordText({ status: 'finished' }) }),
    'Finished: test accuracy 95.0%, loss 0.200',
  ],
  [
    'damaged',
    read({ record: '{', held: false }),
    'The record of this run, run.json, is missing or damaged; the curves are those of metrics.jsonl',
  ],
])('says how a run that is %s is doing', (_, curves, said) => {
  expect(/role="status">([^<]*)</.exec(curvesHtml(curves))?.[1]).toBe(said);
});

const points = (page: string): readonly string[] =>
  (JSON.parse(/data-points="([^"]*)"/.exec(page)![1]!.replaceAll('&quot;', '"')) as { text: string }[]).map(
    ({ text }) => text.replaceAll('\n', ', '),
  );

test('the curves of a running one leave room for the epochs to come', () => {
  const shown = points(curvesHtml(read({})));
  expect(shown).toHaveLength(7);
  expect(shown[2]).toBe('epoch 3, training 0.400, validation 0.300');
  expect(shown[3]).toBe('epoch 4');
});

test('a phase that is over has the epochs that were run', () => {
  expect(points(curvesHtml(read({ record: recordText({ status: 'finished' }) })))).toHaveLength(3);
});

test('before the first epoch there is nothing to draw', () => {
  const page = curvesHtml(read({ metrics: undefined }));
  expect(page).toContain('The curves start with the first epoch.');
  expect(page).toContain('<td>tune</td><td>0 of 5</td>');
});

test('names cannot become tags', () => {
  expect(curvesHtml(curvesOf({ record: undefined, metrics: undefined, held: true }, '<b>'))).not.toContain(
    '<b>',
  );
});
