/** The work of `tlp sweep`. */
import { stat } from 'node:fs/promises';
import { fail, TlpError } from '@tlp/language/diagnostic.js';
import { counted } from '@tlp/language/quantities.js';
import type { Pipeline, Sweep } from '@tlp/language/resolve/pipeline.js';
import type { LivePage } from '../live/serve-live.js';
import { writeReport } from '../report/write-report.js';
import { checkBegun, checkSame, claimedSweep } from '../sweep/claim.js';
import { drawTrials, setsOf, type Trial } from '../sweep/draw-trials.js';
import { writeSweepPage } from '../sweep/page.js';
import { type SweepRecord, sweepFile, writeSweep } from '../sweep/record.js';
import { type PlannedTrial, runSweep } from '../sweep/run-sweep.js';
import { cookSoup } from '../sweep/soup.js';
import { ranked } from '../sweep/standing.js';
import { isInterrupted } from '../train/phase-run.js';
import { withRunLock } from '../train/run-lock.js';
import { duration } from '../units.js';
import { trialsInBudget } from './budget.js';
import type { Context, Status } from './command.js';
import { liveTrials } from './live-trials.js';
import { near } from './near.js';
import { openLive } from './open-live.js';
import { openPlan } from './open-plan.js';
import { prepareNative } from './prepare-native.js';
import { printWarnings } from './print-warnings.js';
import { checkFetched, readPipeline } from './read-pipeline.js';
import { chooseRunFolder } from './run-folder.js';
import type { SweepArguments } from './sweep-arguments.js';
import { noneFinished, noSweep, nothingToJudgeBy, seedTwice } from './sweep-errors.js';
import { resumeSweepCommand, sweepJson, sweepText, writtenText } from './sweep-text.js';
import { trialProgress } from './trial-progress.js';
import { type SetWriter, setWriter } from './write-sets.js';

export async function sweep(args: SweepArguments, context: Context): Promise<Status> {
  const pipeline = await readPipeline(args.file, context, { name: args.pipeline, sets: args.set });
  const { sweep: tried } = pipeline;
  if (!tried) throw noSweep(pipeline);
  if (args.seed !== undefined && tried.knobs.some(({ path: knob }) => knob === 'schedule.seed'))
    throw seedTwice(pipeline);
  const seed = args.seed ?? pipeline.schedule.seed;
  const drawn = drawTrials(pipeline, tried, seed);
  const trials: PlannedTrial[] = [];
  for (const trial of drawn) trials.push(await planned(trial, tried, args, pipeline, context));
  // What cannot be written is told before anything is trained.
  const write = args.write ? await setWriter(args.file, pipeline, setsOf(tried, drawn[0]!), context) : null;
  const signal = context.interruptSignal();
  const live = await openLive(args.live, context);
  const folder = await chooseRunFolder(`${pipeline.name}-sweep`, args, context.cwd);
  try {
    await prepareNative(args.engine, context);
    return await withRunLock(
      folder.path,
      (message) => context.err.write(`${message}\n`),
      (guard) =>
        work({
          args,
          context,
          pipeline,
          tried,
          seed,
          trials,
          folder: folder.path,
          write,
          signal,
          guard,
          live,
        }),
    );
  } catch (error) {
    await folder.release();
    if (!isInterrupted(error)) throw error;
    const began = await stat(sweepFile(folder.path)).catch(() => null);
    context.err.write(
      began
        ? `\nStopped. Resume with: ${resumeSweepCommand(args, folder.path)}\n`
        : '\nStopped before any trial was begun.\n',
    );
    return 130;
  } finally {
    await live?.close();
  }
}

interface Work {
  readonly args: SweepArguments;
  readonly context: Context;
  readonly pipeline: Pipeline;
  readonly tried: Sweep;
  readonly seed: number;
  readonly trials: readonly PlannedTrial[];
  readonly folder: string;
  readonly write: SetWriter | null;
  readonly signal: AbortSignal;
  readonly guard: () => Promise<void>;
  readonly live: LivePage | null;
}

async function work(of: Work): Promise<Status> {
  const { args, context, pipeline, tried, seed, trials, folder, write, signal, guard, live } = of;
  const { monitor } = pipeline.schedule;
  const before = await claimedSweep(folder, args.resume);
  const said = trialProgress(context, monitor, tried);
  if (before) {
    checkSame(before, { pipeline: pipeline.name, seed, sweep: tried, trials }, folder);
    await checkBegun(folder, trials, { seed: args.seed, signal, onStage: said.stage });
  }
  const begun = before?.trials.filter(({ state }) => state !== 'left').length ?? (await begin(of));
  const record: SweepRecord = {
    format: 1,
    status: 'running',
    pipeline: pipeline.name,
    seed,
    monitor,
    sweep: tried,
    trials: trials.map(({ pipeline: _, ...trial }, i) => ({
      ...trial,
      state: i < begun ? 'stopped' : 'left',
      epochs: 0,
      validation: null,
    })),
    best: null,
  };
  await guard();
  if (!before) await writeSweep(folder, record);
  said.begin(trials.slice(0, begun), near(folder, context.cwd));
  const shown = liveTrials(record, live);
  const outcomes = await runSweep(trials.slice(0, begun), record, {
    folder,
    // Else each trial has its own, which the sweep may try.
    ...(args.seed !== undefined && { seed: args.seed }),
    engine: args.engine,
    signal,
    onTrial(trial, outcome, round) {
      said.trial(trial, outcome, round);
      shown.trial(trial, outcome);
    },
    onEvent(trial, event) {
      said.event(trial, event);
      live?.onEvent(event);
    },
    onFinished: writeReport,
  });
  const finished = ranked(
    outcomes.filter(({ state, validation }) => state === 'finished' && validation !== null),
    monitor,
  );
  const soup = tried.average
    ? await cookSoup(finished.map(withPipeline(trials)), monitor, {
        folder,
        ...(args.seed !== undefined && { seed: args.seed }),
        ...{ engine: args.engine, signal, onFinished: writeReport },
        onTry: (name) => said.stage(`Averaging the weights with those of ${name}`),
      })
    : null;
  const whole: SweepRecord = {
    ...record,
    status: 'finished',
    trials: record.trials.map((trial) => outcomes.find(({ name }) => name === trial.name) ?? trial),
    best: finished[0]?.name ?? null,
    ...(soup && { soup }),
  };
  await guard();
  await writeSweep(folder, whole);
  const page = await writeSweepPage(folder, whole, pipeline);
  await live?.end(page);
  const [best] = finished;
  const sets = best ? setsOf(tried, best) : null;
  const save = async () => (sets && write ? write(sets) : null);
  if (args.format === 'json') {
    let written: string | null = null;
    // What was found is told also where the file cannot be written.
    try {
      written = await save();
    } finally {
      context.out.write(`${JSON.stringify(sweepJson(whole, folder, args, written))}\n`);
    }
  } else {
    context.out.write(sweepText(whole, { folder, page, args }, context));
    if (await save()) context.out.write(writtenText(whole, args));
  }
  if (!best) throw noneFinished(whole, folder);
  return 0;
}

const withPipeline =
  (trials: readonly PlannedTrial[]) =>
  <T extends Trial>(trial: T): T & PlannedTrial => ({
    ...trial,
    pipeline: trials.find(({ name }) => name === trial.name)!.pipeline,
  });

/** The trial's own pipeline: what the file says with its values, as `--set` gives them. */
async function planned(
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
async function begin({ args, pipeline, tried, trials, context, signal }: Work): Promise<number> {
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
