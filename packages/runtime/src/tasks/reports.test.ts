import type { TaskName } from '@tlp/language/tasks/index.js';
import { describe, expect, it } from 'vitest';
import { logitsByExample } from '../data/places.js';
import type { Target } from '../data/types.js';
import { html } from '../report/html.js';
import { createTask, prepareTask, taskReport } from './index.js';

const outputs = ['a & b', 'c'];
const logits = Float32Array.from([2, -1, 0.5, 0.5, -2, -3, 1, 3]);

function reportOf(name: TaskName, targets: readonly Target[]) {
  const task =
    name === 'regression'
      ? prepareTask(name, { outputs, loss: { kind: 'mse' }, topK: 1 }, targets)
      : createTask(name, {
          outputs,
          loss: { kind: 'binary_cross_entropy' },
          topK: 1,
          settings: { thresholds: [0.5, 0.5], scales: null },
        });
  const accumulator = task.metrics();
  accumulator.add(logitsByExample(logits, 2), targets);
  const metrics = accumulator.result();
  const report = taskReport(name);
  return {
    page: html`${report.sections(metrics, outputs, '4 test images.')}`.markup,
    mistakes: targets.map((target, i) => {
      const answer = task.answer(logits.subarray(2 * i, 2 * i + 2), { id: 'a' });
      return report.mistakes.of({ split: 'test', id: `${i}.png`, target, answer }, outputs, metrics);
    }),
  };
}

describe('of several labels', () => {
  const { page, mistakes } = reportOf('multi_label', [[0], [0], [1], [0, 1]]);

  it('has a row for each label', () => {
    expect(page).toContain('<td>a &amp; b</td>');
    expect(page).not.toMatch(/NaN|undefined|null/);
  });

  it('shows what is wrong by how far the probability is from right', () => {
    expect(mistakes.map((mistake) => mistake && [mistake.said.what, mistake.right.what])).toEqual([
      null,
      ['a & b, c', 'a & b'],
      ['no label', 'c'],
      null,
    ]);
    expect(mistakes[2]!.said.note).toBe('(c 4.7%)');
    expect(mistakes[2]!.rank).toBeGreaterThan(mistakes[1]!.rank);
  });
});

describe('of numbers', () => {
  const targets = [
    [200, -1],
    [100, 0.5],
    [-150, -3],
    [100, 9],
  ];
  const { page, mistakes } = reportOf('regression', targets);

  it('draws each target', () => {
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page).toContain('a &amp; b');
    expect(page).not.toMatch(/NaN|undefined|null/);
  });

  it('ranks errors by the usual error of the target', () => {
    const ranked = [...mistakes].sort((a, b) => b!.rank - a!.rank);
    expect(ranked[0]!.rank).toBeGreaterThan(1);
    for (const mistake of mistakes) expect(outputs).toContain(mistake!.said.note);
  });
});
