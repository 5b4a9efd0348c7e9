/** The work of `tlp run`. */
import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { foldsOf } from '@tlp/language/data/held-out.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { FoldsResult, RunResult, TrainEvent } from '@tlp/language/run/events.js';
import { foldsSection, writeFoldsPage } from '../folds/page.js';
import { runFolds } from '../folds/run-folds.js';
import type { LivePage } from '../live/serve-live.js';
import { writeReport } from '../report/write-report.js';
import { shellCommand } from '../shell-quote.js';
import { type EventWriter, eventWriter } from '../tensorboard/write-events.js';
import { isInterrupted } from '../train/phase-run.js';
import { readRun, runPaths } from '../train/run-directory.js';
import { type RunOptions, runPipeline } from '../train/run-pipeline.js';
import { fileArgument, trainingArguments } from './again.js';
import type { Context, Status } from './command.js';
import { exitOf } from './expectations-text.js';
import { renderFolds } from './folds-text.js';
import { jsonLines } from './json-lines.js';
import { liveArgument, openLive } from './open-live.js';
import { prepareNative } from './prepare-native.js';
import { createProgress } from './progress.js';
import { readPipeline } from './read-pipeline.js';
import { chooseRunFolder } from './run-folder.js';
import { renderResult } from './run-summary.js';

export interface TrainArguments {
  readonly file: string;
  readonly pipeline?: string | undefined;
  readonly set: readonly string[];
  readonly out?: string | undefined;
  readonly seed?: number | undefined;
  readonly resume: boolean;
  readonly engine: 'auto' | 'tensorflow' | 'portable';
  readonly json: boolean;
  readonly offline: boolean;
  readonly verify: boolean;
  readonly tensorboard?: string | undefined;
  /** The port on which its page is served, 0 for any; absent where it is not. */
  readonly live?: number | undefined;
}

export async function train(args: TrainArguments, context: Context): Promise<Status> {
  const pipeline = await readPipeline(args.file, context, { name: args.pipeline, sets: args.set });
  if (pipeline.sweep) {
    const chosen = args.pipeline === undefined ? [] : ['--pipeline', args.pipeline];
    const sweep = shellCommand(['tlp', 'sweep', fileArgument(args.file), ...chosen]);
    context.err.write(`This trains the values that stand in the pipeline. Try its sweep with: ${sweep}\n`);
  }
  const live = await openLive(args.live, context);
  try {
    return await trainShown(pipeline, args, context, live);
  } finally {
    await live?.close();
  }
}

async function trainShown(
  pipeline: Pipeline,
  args: TrainArguments,
  context: Context,
  live: LivePage | null,
): Promise<Status> {
  // From here on work is done that can be gone on with; before, Ctrl-C ends at once, even in a read that blocks.
  const signal = context.interruptSignal();
  const { path: out, release } = await chooseRunFolder(pipeline.name, args, context.cwd);
  const progress = createProgress(context);
  const lines = args.json ? jsonLines(context.out) : undefined;
  let board: EventWriter | null = null;
  const onEvent = (event: TrainEvent) => {
    progress(event);
    board?.onEvent(event);
    live?.onEvent(event);
    // The result line comes last, when the report is written too.
    if (event.type !== 'result') lines?.(event);
  };
  const { seed, resume, engine } = args;
  const options = { out, ...(seed !== undefined && { seed }), resume, engine, onEvent, signal };
  const folds = foldsOf(pipeline.data.split);
  try {
    await prepareNative(engine, context);
    const logs = args.tensorboard === undefined ? null : resolve(context.cwd, args.tensorboard);
    if (folds !== null) return await trainFolds(pipeline, folds, options, { lines, context, logs, live });
    if (logs !== null) board = await eventWriter(logs, out);
    const result = await runPipeline(pipeline, options);
    const report = await writeReport(out);
    await live?.end(report);
    lines?.({ type: 'result', ...result });
    context.err.write(renderResult(result, report, context));
    // What the run has come to is told also where the logs cannot be written.
    await board?.end();
    return exitOf(result.expectations);
  } catch (error) {
    await release();
    if (!isInterrupted(error)) throw error;
    const began = await stat(out).catch(() => null);
    context.err.write(
      began
        ? `\nStopped. Resume with: ${resumeCommand(args, out)}\n`
        : '\nStopped before training started.\n',
    );
    // There is nothing to log of a run that was stopped before it had a record.
    if (await stat(runPaths(out).record).catch(() => null)) await board?.end();
    return 130;
  }
}

interface FoldsTold {
  readonly lines: ReturnType<typeof jsonLines> | undefined;
  readonly context: Context;
  /** TensorBoard's folder; null where it gets nothing. */
  readonly logs: string | null;
  readonly live: LivePage | null;
}

/** 3 where the folds together miss an expectation. */
async function trainFolds(
  pipeline: Pipeline,
  folds: number,
  options: RunOptions,
  { lines, context, logs, live }: FoldsTold,
): Promise<Status> {
  const onFold = async ({ run }: RunResult, soFar: FoldsResult) => {
    await writeReport(run);
    live?.under(foldsSection(soFar, false));
    // Of folds each has a folder of its own in that of the run.
    if (logs !== null) await (await eventWriter(join(logs, basename(options.out)), run)).end();
  };
  const { result, runs } = await runFolds(pipeline, folds, { ...options, onFold });
  const { outputs, seed } = await readRun(runs[0]!.run);
  const page = await writeFoldsPage(result.run, { ...result, pipeline, seed, outputs, runs });
  await live?.end(page);
  lines?.({ type: 'folds', ...result });
  context.err.write(renderFolds(result, page, context));
  return exitOf(result.expectations);
}

/** The command that goes on with this run, as a person pastes it into a shell. */
function resumeCommand(args: TrainArguments, out: string): string {
  const { file, json, offline, verify, tensorboard, live } = args;
  return shellCommand([
    ...['tlp', 'run', fileArgument(file), '--out', out, '--resume', ...trainingArguments(args)],
    ...(tensorboard === undefined ? [] : ['--tensorboard', tensorboard]),
    ...liveArgument(live),
    ...(offline ? ['--offline'] : []),
    ...(verify ? ['--verify'] : []),
    ...(json ? ['--json'] : []),
  ]);
}
