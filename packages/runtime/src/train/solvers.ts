/** The solvers of a head, each from the features of a phase. */
import { fail } from '@tlp/language/diagnostic.js';
import { count } from '@tlp/language/quantities.js';
import type { SolverName } from '@tlp/language/schema/solvers.js';
import type { Algebra } from '../solve/algebra.js';
import { solveLda } from '../solve/lda.js';
import type { Linear } from '../solve/linear.js';
import { prepareLogistic, type Solved } from '../solve/logistic.js';
import { sumRidge } from '../solve/ridge.js';
import { bytes } from '../units.js';
import type { PhaseRun } from './phase-run.js';
import { mostBytes, readRows, rowPasses, type Size } from './solve-rows.js';

/** A solver that has seen the examples: what is left depends on the strength. */
export interface Prepared {
  /** What a strength is to be compared with. */
  readonly scale: number;
  /** As exactly as strengths are compared by; null where the strength is too small for a solution. */
  attempt(l2: number): Promise<Linear | null>;
  /** Exactly. @throws TLP544 */
  finish(l2: number): Promise<Linear>;
}

export interface PrepareOptions {
  readonly algebra: Algebra;
  /** Awaited now and then; throws to stop. */
  readonly stop: () => Promise<void>;
}

type Prepare = (run: PhaseRun, size: Size, options: PrepareOptions) => Promise<Prepared>;

const ridge: Prepare = async (run, size, { algebra, stop }) => {
  const { width, outputs } = size;
  const { positiveWeights } = run.balancing;
  const { link } = run.task;
  const bytesOfAll = ((positiveWeights?.length ?? 0) + algebra.matrices) * (width + 1) ** 2 * 8;
  if (positiveWeights && bytesOfAll > mostBytes) throw tooManyLabels(run, bytesOfAll);
  const rows = readRows(run, size.feature, stop);
  const sums = await sumRidge(rows, { width, outputs, positiveWeights, algebra });
  const known = new Map<number, Linear | null>();
  const attempt = async (l2: number) => {
    if (!known.has(l2)) known.set(l2, sums.solve(l2));
    const linear = known.get(l2) ?? null;
    // A label is as likely as not where the regression gives one half.
    return linear && link === 'sigmoid' ? { ...linear, bias: linear.bias.map((b) => b - 0.5) } : linear;
  };
  return { scale: sums.scale, attempt, finish: async (l2) => (await attempt(l2)) ?? tooWeak(run, l2) };
};

const logistic: Prepare = async (run, size, { algebra, stop }) => {
  const { width, outputs } = size;
  const passes = await rowPasses(run, size, { copies: algebra.copies, stop });
  const link = run.task.link ?? 'softmax';
  const { positiveWeights } = run.balancing;
  const prepared = await prepareLogistic(passes, {
    width,
    outputs,
    link,
    positiveWeights,
    algebra,
    onIteration: stop,
  });
  let last: Solved | null = null;
  return {
    scale: prepared.scale,
    async attempt(l2) {
      const solved = await prepared.solve(l2, { start: last?.point, only: 'rough' });
      last = solved ?? last;
      return solved?.linear ?? null;
    },
    async finish(l2) {
      const solved =
        (await prepared.solve(l2, last ? { start: last.point, only: 'near' } : {})) ?? tooWeak(run, l2);
      if (!solved.converged) throw noEnd(run, l2, solved.iterations);
      return solved.linear;
    },
  };
};

export const withStrength: Readonly<Record<Exclude<SolverName, 'lda'>, Prepare>> = { logistic, ridge };

/** @throws TLP544 */
export async function discriminantAnalysis(
  run: PhaseRun,
  { feature, width, outputs }: Size,
  { shrinkage, algebra, stop }: PrepareOptions & { readonly shrinkage: number | null },
) {
  const solved = await solveLda(() => readRows(run, feature, stop), {
    width,
    outputs,
    shrinkage,
    algebra,
  });
  if (solved) return solved;
  throw unsolved(
    run,
    `The features of phase ${run.phase.name} depend on each other, and ${
      shrinkage === null ? 'they tell no shrinkage' : `a shrinkage of ${100 * shrinkage}% is too little`
    } to tell their covariance.`,
    'Raise `shrinkage`, or write `solve: ridge`.',
  );
}

function tooWeak(run: PhaseRun, l2: number): never {
  throw unsolved(
    run,
    `The features of phase ${run.phase.name} depend on each other, and \`l2: ${l2}\` is too little to tell their weights.`,
    `Raise \`l2\` from ${l2}, or leave it out.`,
  );
}

const noEnd = (run: PhaseRun, l2: number, iterations: number) =>
  unsolved(
    run,
    `Logistic regression of phase ${run.phase.name} came to no end in ${count(iterations)} iterations.`,
    `Raise \`l2\` from ${l2}, or write \`solve: ridge\`.`,
  );

const tooManyLabels = (run: PhaseRun, size: number) =>
  unsolved(
    run,
    `Phase ${run.phase.name} would hold ${bytes(size)} in memory: with class weights, ridge regression sums the features for each label.`,
    'Write `balance: sampling` or `solve: logistic`.',
  );

export const unsolved = ({ file }: PhaseRun, message: string, remedy: string) =>
  fail('TLP544', message, remedy, { file });
