import { type TaskName, tasks } from '@tlp/language/tasks/index.js';
import { describe, expect, it } from 'vitest';
import { logitsByExample } from '../data/places.js';
import type { Target } from '../data/types.js';
import { html } from '../report/html.js';
import { createTask, prepareTask, taskReport } from './index.js';
import type { TaskOptions } from './task.js';

const outputs = ['a & b', 'c'];
const logits = Float32Array.from([2, -1, 0.5, 0.5, -2, -3, 1, 3]);

function reportOf(name: TaskName, targets: readonly Target[], asked: TaskOptions['asked'] = {}) {
  const task =
    name === 'multi_label'
      ? createTask(name, {
          outputs,
          loss: { kind: 'binary_cross_entropy' },
          topK: 1,
          settings: { thresholds: [0.5, 0.5], scales: null },
        })
      : prepareTask(name, { outputs, loss: tasks[name].loss, topK: 1, asked }, targets);
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

describe('of classes of which some examples are none', () => {
  const reject = { kind: 'unknown', keep: 0.75, name: 'none of "these"' } as const;
  const { page, mistakes } = reportOf('classification', [[0], [1], [1], [0]], { reject });

  it('shows where the scores are cut', () => {
    expect(page).toContain('<h2>None of the classes</h2>');
    // The scores are 2.05, 1.19, -1.69 and 3.13, and three of four are kept.
    expect(page).toContain(
      'What scores below 1.193 is answered by "none of &quot;these&quot;": 25.0%. Of what is kept, 33.3% is classified',
    );
    expect(page).toContain('<title>1 from -1.687: 0 right, 1 wrong</title>');
    expect(page.match(/stroke-dasharray="4 3"/g)).toHaveLength(1);
    expect(page).not.toMatch(/NaN|undefined|null/);
  });

  it('says of mistakes whether they were rejected', () => {
    expect(mistakes.map((mistake) => mistake?.said.note)).toEqual([
      undefined,
      '50.0%',
      '73.1%, rejected',
      '88.1%',
    ]);
  });

  it('is not there where nothing is rejected', () => {
    expect(reportOf('classification', [[0], [1], [1], [0]]).page).not.toContain('None of the classes');
  });
});

it('draws the intervals of numbers beside the line', () => {
  const targets = [
    [200, -1],
    [100, 0.5],
    [-150, -3],
    [100, 9],
  ];
  const { page } = reportOf('regression', targets, { interval: 0.5 });
  expect(page.match(/stroke-dasharray="1 4"/g)).toHaveLength(4);
  expect(page).toContain('which is to be 50.0% of the examples');
  expect(page).toMatch(/<button>coverage<\/button>/);
  expect(page).not.toMatch(/NaN|undefined|null/);
});
