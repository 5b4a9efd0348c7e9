/** The one epoch of a phase that is solved: the head's dense layer, computed from the features of all training examples. */
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { fixed } from '@tlp/language/graph/shape.js';
import { count } from '@tlp/language/quantities.js';
import type { Solver } from '@tlp/language/resolve/pipeline.js';
import type { SolvedRecord } from '@tlp/language/run/events.js';
import type { Linear } from '../solve/linear.js';
import { chooseStrength } from '../solve/strengths.js';
import type { Weights } from '../weights/tensors.js';
import { isBetter } from './best.js';
import { evaluateSource } from './epoch.js';
import { type PhaseRun, stopIfAsked } from './phase-run.js';
import { algebraOf } from './solve-algebra.js';
import { type Candidate, judgeCandidate } from './solve-candidate.js';
import type { Size } from './solve-rows.js';
import { discriminantAnalysis, type PrepareOptions, unsolved, withStrength } from './solvers.js';
import type { EpochSums, PhaseState } from './state.js';

/**
 * Puts the solution into the engine. Every example counts as the balance weighs it, and as often as its order draws it; one in parts
 * counts once too, each of its parts a share.
 * @returns the state with the sums over the training examples under the solution
 * @throws TLP544 a head that cannot be solved; TLP850 interrupted
 */
export async function solveEpoch(
  run: PhaseRun,
  solver: Solver,
  state: PhaseState,
  best: Weights | null,
): Promise<PhaseState> {
  const lap = performance.now();
  const layer = denseOf(run.program);
  const outputs = run.task.outputs.length;
  const { targets, parts } = run.sources.train;
  const examples = parts?.examples ?? targets.length;
  run.onEvent({
    type: 'stage',
    message: `Solving ${count((layer.width + 1) * outputs)} weights from ${count(examples)} examples`,
  });
  const stop = () => stopIfAsked(run, state, best);
  const write = async ({ kernel, bias }: Linear) => {
    const solution = [
      [layer.kernel, kernel],
      [layer.bias, bias],
    ] as const;
    await run.engine.write(new Map([...(await run.engine.read()), ...solution]));
  };
  const algebra = await algebraOf(run, layer.width);
  const means = { size: { ...layer, outputs }, algebra, stop, write };
  const { linear, record } = await solutionOf(run, solver, means).finally(() => algebra.dispose());
  await write(linear);
  const sums = await sumsOf(run, lap);
  if (!sums) await stop();
  return { ...state, sums: sums ?? state.sums, solved: record };
}

interface Solution {
  readonly linear: Linear;
  readonly record: SolvedRecord;
}

interface Means extends PrepareOptions {
  readonly size: Size;
  readonly write: (linear: Linear) => Promise<void>;
}

async function solutionOf(run: PhaseRun, solver: Solver, means: Means): Promise<Solution> {
  const { size, algebra, stop, write } = means;
  // Logistic regression of a given strength is left at its optimum; one that is chosen by how many answers are right may be too sure.
  const calibrates = solver.kind !== 'logistic' || solver.l2 === null;
  const judge = (linear: Linear): Promise<Candidate> =>
    judgeCandidate(run, linear, { write, calibrates, stop });
  if (solver.kind === 'lda') {
    const { shrinkage, linear } = await discriminantAnalysis(run, size, {
      shrinkage: solver.shrinkage,
      algebra,
      stop,
    });
    const judged = await judge(linear);
    return {
      linear: judged.linear,
      record: { by: { ...solver, shrinkage }, tried: 0, temperature: judged.temperature },
    };
  }
  const prepared = await withStrength[solver.kind](run, size, { algebra, stop });
  const attempt = async (l2: number): Promise<Candidate | null> => {
    await stop();
    const linear = await prepared.attempt(l2);
    return linear && judge(linear);
  };
  const { l2, tried } =
    solver.l2 === null ? await strengthOf(run, prepared.scale, attempt) : { l2: solver.l2, tried: 0 };
  const { linear, temperature } = await judge(await prepared.finish(l2));
  return { linear, record: { by: { ...solver, l2 }, tried, temperature } };
}

/** @throws TLP544 */
async function strengthOf(
  run: PhaseRun,
  scale: number,
  attempt: (l2: number) => Promise<Candidate | null>,
): Promise<{ readonly l2: number; readonly tried: number }> {
  const { phase, schedule, sources } = run;
  if (!sources.validation) {
    throw unsolved(
      run,
      `Phase ${phase.name} chooses \`l2\` on the validation split, which is empty.`,
      'Add a validation share to the split, or write `l2: 1`.',
    );
  }
  const chosen = await chooseStrength(scale, attempt, (one, other) =>
    isBetter(one.validation, { epoch: 0, validation: other.validation }, schedule.monitor),
  );
  if (chosen) return { l2: chosen.best.strength, tried: chosen.tried };
  throw unsolved(
    run,
    `No \`l2\` gives phase ${phase.name} a head: its features are not numbers that can be told apart.`,
    'Check the backbone and its weights, or let an optimizer descend.',
  );
}

/** The only layer that trains, and the value that it reads. */
function denseOf({ features, training, trained }: PhaseProgram) {
  const named = (role: string): string | undefined =>
    training.parameters.find((one) => one.role === role && trained.includes(one.name))?.name;
  const [feature] = features;
  const [kernel, bias] = [named('kernel'), named('bias')];
  if (!feature || !kernel || !bias || trained.length !== 2 || features.length !== 1)
    throw new Error('A solved phase trains one dense layer on one vector.');
  return { kernel, bias, feature: feature.name, width: fixed(feature.type.shape[1], feature.name) };
}

async function sumsOf(run: PhaseRun, lap: number): Promise<EpochSums | null> {
  const { task, engine, program, sources, batch, signal } = run;
  let hits = 0;
  const metrics = await evaluateSource(engine, sources.train, {
    program,
    task,
    batch,
    signal,
    onLogits: async (_, logits, targets) => {
      hits += task.training.sum(logits, targets);
    },
  });
  if (!metrics) return null;
  const { count: n, loss } = metrics;
  return {
    loss: loss * n,
    weight: n,
    score: hits,
    count: n,
    gradientNorm: null,
    seconds: (performance.now() - lap) / 1000,
  };
}
