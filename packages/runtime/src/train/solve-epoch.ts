/** The one epoch of a phase that is solved: the head's dense layer, computed from the features of all training examples. */
import { fail } from '@tlp/language/diagnostic.js';
import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import { fixed } from '@tlp/language/graph/shape.js';
import { count } from '@tlp/language/quantities.js';
import type { Solver } from '@tlp/language/resolve/pipeline.js';
import type { Linear } from '../solve/linear.js';
import { solveLogistic } from '../solve/logistic.js';
import type { Rows } from '../solve/normal-equations.js';
import { solveRidge } from '../solve/ridge.js';
import type { Weights } from '../weights/tensors.js';
import { evaluateSource } from './epoch.js';
import { type PhaseRun, stopIfAsked } from './phase-run.js';
import { allRows, readRows, type Size } from './solve-rows.js';
import type { EpochSums, PhaseState } from './state.js';

/**
 * Puts the solution into the engine. Every example counts as the balance weighs it, and as often as its order draws it; one in parts
 * counts once too, each of its parts a share.
 * @returns the state with the sums over the training examples under the solution
 * @throws TLP544 features that memory does not hold, or a solver that found no end; TLP850 interrupted
 */
export async function solveEpoch(
  run: PhaseRun,
  solver: Solver,
  state: PhaseState,
  best: Weights | null,
): Promise<PhaseState> {
  const stop = () => stopIfAsked(run, state, best);
  const lap = performance.now();
  const layer = denseOf(run.program);
  const outputs = run.task.outputs.length;
  const size = { width: layer.width, outputs, l2: solver.l2 };
  const { targets, parts } = run.sources.train;
  const examples = parts?.examples ?? targets.length;
  run.onEvent({
    type: 'stage',
    message: `Solving ${count((layer.width + 1) * outputs)} weights from ${count(examples)} examples`,
  });
  const rows = readRows(run, layer.feature, stop);
  const linear =
    solver.kind === 'ridge'
      ? await solveRidge(rows, size)
      : await logistic(run, await allRows(rows, targets.length, size, run), size, stop);
  const { kernel, bias } = layer;
  const solution = [
    [kernel, linear.kernel],
    [bias, linear.bias],
  ] as const;
  await run.engine.write(new Map([...(await run.engine.read()), ...solution]));
  const sums = await sumsOf(run, lap);
  if (!sums) await stop();
  return { ...state, sums: sums ?? state.sums };
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

/** @throws TLP544 */
async function logistic(run: PhaseRun, rows: Rows, size: Size, stop: () => Promise<void>): Promise<Linear> {
  const { task, balancing, phase, file } = run;
  const { linear, converged, iterations } = await solveLogistic(rows, {
    ...size,
    link: task.link ?? 'softmax',
    positiveWeights: balancing.positiveWeights,
    onIteration: stop,
  });
  if (converged) return linear;
  throw fail(
    'TLP544',
    `Logistic regression of phase ${phase.name} came to no end in ${count(iterations)} iterations.`,
    `Raise \`l2\` from ${size.l2}, or write \`solve: ridge\`.`,
    { file },
  );
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
