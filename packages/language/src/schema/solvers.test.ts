import { describe, expect, it } from 'vitest';
import { resolveText } from '../compile-text.js';
import { explainPipeline } from '../plan/explain.js';
import { solverText } from './solvers.js';

async function solved(solve: string) {
  const text = `pipeline p { backbone efficientnet_lite0 data images("x") head { pool dense(classes) }
    schedule { phase a { freeze: all solve: ${solve} } } }`;
  const { pipelines, diagnostics } = await resolveText(text, { file: '/p.tlp' });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [pipeline] = pipelines;
  const explained = explainPipeline(pipeline!).filter(({ path }) => path.startsWith('schedule.a.solve.'));
  return {
    solve: pipeline!.schedule.phases[0]!.solve!,
    explained: explained.map(({ path, value }) => `${path} ${value}`),
  };
}

describe('a solver', () => {
  it.each([
    [
      'ridge',
      { kind: 'ridge', l2: null },
      'ridge, of which l2 is chosen on validation',
      'l2 chosen on validation',
    ],
    ['ridge(l2: 300)', { kind: 'ridge', l2: 300 }, 'ridge(l2: 300)', 'l2 300'],
    [
      'logistic',
      { kind: 'logistic', l2: null },
      'logistic, of which l2 is chosen on validation',
      'l2 chosen on validation',
    ],
    [
      'lda',
      { kind: 'lda', shrinkage: null },
      'lda, of which shrinkage is told by the examples',
      'shrinkage told by the examples',
    ],
    ['lda(shrinkage: 10%)', { kind: 'lda', shrinkage: 0.1 }, 'lda(shrinkage: 10%)', 'shrinkage 10%'],
  ])('says what is left to the run: %s', async (written, means, text, explained) => {
    const { solve, explained: lines } = await solved(written);
    expect(solve).toEqual(means);
    expect(solverText(solve)).toBe(text);
    expect(lines).toEqual([`schedule.a.solve.${explained}`]);
  });

  it('is marked where a text has marks', () => {
    expect(solverText({ kind: 'ridge', l2: null }, '`')).toBe(
      '`ridge`, of which `l2` is chosen on validation',
    );
  });
});
