/** What a sweep trains, made ready before anything is trained. */
import { fail, TlpError } from '@tlp/language/diagnostic.js';
import { counted } from '@tlp/language/quantities.js';
import type { Pipeline, Sweep } from '@tlp/language/resolve/pipeline.js';
import { setsOf, type Trial } from '../sweep/draw-trials.js';
import type { PlannedTrial } from '../sweep/run-sweep.js';
import { duration } from '../units.js';
import { trialsInBudget } from './budget.js';
import type { Context } from './command.js';
import { openPlan } from './open-plan.js';
import { printWarnings } from './print-warnings.js';
import { checkFetched } from './read-pipeline.js';
import type { SweepArguments } from './sweep-arguments.js';
import { nothingToJudgeBy } from './sweep-errors.js';

export interface Beginning {
  readonly args: SweepArguments;
  readonly context: Context;
  readonly pipeline: Pipeline;
  readonly tried: Sweep;
  readonly trials: readonly PlannedTrial[];
  readonly signal: AbortSignal;
}

/** The trial's own pipeline: what the file says with its values, as `--set` gives them. */
export async function planned(
  trial: Trial,
  tried: Sweep,
  { file, set }: SweepArguments,
  { name }: Pipeline,
  context: Context,
): Promise<PlannedTrial> {
  const sets = [...set, ...setsOf(tried, trial)];
  const { pipelines, diagnostics } = await checkFetched(file, context, sets);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const found = pipelines.find((one) => one.name === name);
  if (errors.length > 0 || !found)
    throw new TlpError(errors.map((error) => ({ ...error, message: `${trial.name}: ${error.message}` })));
  const { sweep: _, ...pipeline } = found;
  return { ...trial, pipeline };
}

/**
 * How many trials are begun, said before anything is trained.
 * @throws TLP908 where there is nothing to judge them by, or the budget is too short for one
 */
export async function begin({ args, pipeline, tried, trials, context, signal }: Beginning): Promise<number> {
  const { plan, told } = await openPlan(trials[0]!.pipeline, args.engine);
  await printWarnings(told, context);
  if (plan.images.validation === 0) throw nothingToJudgeBy(pipeline);
  if (tried.budget === null) return trials.length;
  const { fits, seconds } = await trialsInBudget(trials, { ...tried, budget: tried.budget }, context, {
    engine: args.engine,
    signal,
  });
  const [budget, taken] = [tried.budget, seconds].map(duration);
  if (fits === 0) {
    throw fail(
      'TLP908',
      `No trial fits into the budget of ${budget}: one takes about ${taken}.`,
      'Give a longer `budget`, or fewer epochs.',
      { file: pipeline.file },
    );
  }
  const all = fits === trials.length;
  context.err.write(
    all
      ? `${counted(fits, 'trial')} in about ${taken}, within the budget of ${budget}.\n`
      : `${fits} of ${trials.length} trials fit into the budget of ${budget}, in about ${taken}; ${trials[fits]!.name} and those after it are not begun.\n`,
  );
  return fits;
}
