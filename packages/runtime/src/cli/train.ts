/** The work of `tlp run`. */
import { stat } from 'node:fs/promises';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { RunResult, TrainEvent } from '@tlp/language/run/events.js';
import { writeReport } from '../report/write-report.js';
import { shellCommand } from '../shell-quote.js';
import { isInterrupted } from '../train/phase-run.js';
import { foldsOf, runFolds } from '../train/run-folds.js';
import { type RunOptions, runPipeline } from '../train/run-pipeline.js';
import type { Context, Status } from './command.js';
import { exitOf } from './expectations-text.js';
import { renderFolds } from './folds-text.js';
import { jsonLines } from './json-lines.js';
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
}

export async function train(args: TrainArguments, context: Context): Promise<Status> {
  const pipeline = await readPipeline(args.file, context, { name: args.pipeline, sets: args.set });
  // From here on work is done that can be gone on with; before, Ctrl-C ends at once, even in a read that blocks.
  const signal = context.interruptSignal();
  const { path: out, release } = await chooseRunFolder(pipeline.name, args, context.cwd);
  const progress = createProgress(context);
  const lines = args.json ? jsonLines(context.out) : undefined;
  const onEvent = (event: TrainEvent) => {
    progress(event);
    // The result line comes last, when the report is written too.
    if (event.type !== 'result') lines?.(event);
  };
  const { seed, resume, engine } = args;
  const options = { out, ...(seed !== undefined && { seed }), resume, engine, onEvent, signal };
  const folds = foldsOf(pipeline);
  try {
    await prepareNative(engine, context);
    if (folds !== null) return await trainFolds(pipeline, folds, options, { lines, context });
    const result = await runPipeline(pipeline, options);
    const report = await writeReport(out);
    lines?.({ type: 'result', ...result });
    context.err.write(renderResult(result, report, context));
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
    return 130;
  }
}

/** 3 where a fold misses an expectation. */
async function trainFolds(
  pipeline: Pipeline,
  folds: number,
  options: RunOptions,
  { lines, context }: { readonly lines: ReturnType<typeof jsonLines> | undefined; readonly context: Context },
): Promise<Status> {
  const onFold = async ({ run }: RunResult) => void (await writeReport(run));
  const { result, runs } = await runFolds(pipeline, folds, { ...options, onFold });
  lines?.({ type: 'folds', ...result });
  context.err.write(renderFolds(result, context));
  return exitOf(runs.flatMap(({ expectations = [] }) => expectations));
}

/** The command that goes on with this run, as a person pastes it into a shell. */
function resumeCommand(
  { file, pipeline, seed, set, engine, json, offline, verify }: TrainArguments,
  out: string,
): string {
  return shellCommand([
    // A name that begins with a dash would be taken for an option.
    ...['tlp', 'run', file.startsWith('-') && file !== '-' ? `./${file}` : file, '--out', out, '--resume'],
    ...(pipeline === undefined ? [] : ['--pipeline', pipeline]),
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...set.flatMap((value) => ['--set', value]),
    ...(engine === 'auto' ? [] : ['--engine', engine]),
    ...(offline ? ['--offline'] : []),
    ...(verify ? ['--verify'] : []),
    ...(json ? ['--json'] : []),
  ]);
}
