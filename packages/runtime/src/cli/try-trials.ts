/** The work of `tlp sweep`. */
import { stat } from 'node:fs/promises';
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
import { type Beginning, begin, planned } from './begin-sweep.js';
import type { Context, Status } from './command.js';
import { liveTrials } from './live-trials.js';
import { near } from './near.js';
import { openLive } from './open-live.js';
import { prepareNative } from './prepare-native.js';
import { readPipeline } from './read-pipeline.js';
import { chooseRunFolder } from './run-folder.js';
import type { SweepArguments } from './sweep-arguments.js';
import { noneFinished, noSweep, seedTwice } from './sweep-errors.js';
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
  try {
    return await tryTrials({ args, context, pipeline, tried, seed, trials, write, signal, live });
  } finally {
    await live?.close();
  }
}

async function tryTrials(of: Omit<Work, 'folder' | 'guard'>): Promise<Status> {
  const { args, context, pipeline } = of;
  const folder = await chooseRunFolder(`${pipeline.name}-sweep`, args, context.cwd);
  try {
    await prepareNative(args.engine, context);
    return await withRunLock(
      folder.path,
      (message) => context.err.write(`${message}\n`),
      (guard) => work({ ...of, folder: folder.path, guard }),
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
  }
}

interface Work extends Beginning {
  readonly seed: number;
  readonly folder: string;
  readonly write: SetWriter | null;
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
