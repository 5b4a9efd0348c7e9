/** The work of `tlp run`. */
import { rmdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TlpError } from '@tlp/language/diagnostic.js';
import type { RunResult, TrainEvent } from '@tlp/language/run/events.js';
import { writeReport } from '../report/write-report.js';
import { runPipeline } from '../train/run-pipeline.js';
import type { Context, Status } from './command.js';
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
}

/** Code of the trainer's error for a run that was asked to stop and can go on. */
const interrupted = 'TLP850';

export async function train(args: TrainArguments, context: Context): Promise<Status> {
  const signal = context.interruptSignal();
  const pipeline = await readPipeline(args.file, context, { name: args.pipeline, sets: args.set });
  const out = await chooseRunFolder(pipeline.name, args, context.cwd);
  const removeEmpty = await emptyRemover(out);
  const progress = createProgress(context);
  const lines = args.json ? jsonLines(context.out) : undefined;
  const onEvent = (event: TrainEvent) => {
    progress(event);
    // The result line comes last, when the report is written too.
    if (event.type !== 'result') lines?.(event);
  };
  let result: RunResult;
  try {
    await prepareNative(args.engine, context);
    result = await runPipeline(pipeline, {
      out,
      ...(args.seed === undefined ? {} : { seed: args.seed }),
      resume: args.resume,
      engine: args.engine,
      onEvent,
      signal,
    });
  } catch (error) {
    await removeEmpty();
    if (!(error instanceof TlpError) || error.diagnostics[0]?.code !== interrupted) throw error;
    const began = await stat(out).catch(() => null);
    context.err.write(
      began
        ? `\nStopped. Go on with: tlp run ${args.file} --out ${out} --resume\n`
        : '\nStopped before training began.\n',
    );
    return 130;
  }
  const report = await writeReport(out);
  if (lines) lines({ type: 'result', ...result });
  context.err.write(renderResult(result, report, context));
  return 0;
}

/** What to do with the folder of a run that never began: nothing where it was there before. */
async function emptyRemover(out: string): Promise<() => Promise<void>> {
  const made: string[] = [];
  for (const folder of [out, dirname(out)]) if (!(await stat(folder).catch(() => null))) made.push(folder);
  return async () => {
    // `rmdir` takes empty folders only.
    for (const folder of made) await rmdir(folder).catch(() => undefined);
  };
}
