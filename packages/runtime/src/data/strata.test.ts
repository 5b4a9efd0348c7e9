import type { Labels } from '@tlp/language/resolve/pipeline.js';
import { expect, test } from 'vitest';
import { strataOf } from './strata.js';

const table = (answer: Extract<Labels, { kind: 'table' }>['answer']): Labels => ({
  kind: 'table',
  path: '/labels.csv',
  file: 'file',
  task: 'classification',
  answer,
});

const targets = (labels: Labels, ...given: readonly (readonly number[])[]) =>
  strataOf(
    given.map((target) => ({ target })),
    labels,
  ).map((group) => group.map(({ target }) => target));

test('classes are divided each by itself', () => {
  expect(targets({ kind: 'folder' }, [0], [1], [0])).toEqual([[[0], [0]], [[1]]]);
});

test('of several labels the rarest decides', () => {
  const labels = table({ kind: 'labels', column: 'tags', separator: '|' });
  // Label 0 occurs four times, label 1 twice, label 2 once.
  expect(targets(labels, [0], [0, 1], [0, 2], [1], [0], [])).toEqual([
    [[0], [0]],
    [[0, 1], [1]],
    [[0, 2]],
    [[]],
  ]);
});

test('numbers are divided as a whole', () => {
  const labels = table({ kind: 'target', columns: ['width'] });
  expect(targets(labels, [1], [2], [3])).toEqual([[[1], [2], [3]]]);
});
