/** The work of `tlp label-errors`. */
import { stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { fail } from '@tlp/language/diagnostic.js';
import { counted } from '@tlp/language/quantities.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import {
  type FoundLabelError,
  findLabelErrors,
  type LabelErrors,
} from '../label-errors/find-label-errors.js';
import { runtimeModality } from '../modalities/index.js';
import { isInterrupted } from '../train/phase-run.js';
import { readRun } from '../train/run-directory.js';
import { type Cleaned, type CleanedRow, checkWritable, writeCleaned } from './cleaned-file.js';
import type { Context, Status } from './command.js';
import { renderLabelErrors } from './label-errors-text.js';
import { near } from './near.js';
import { prepareNative } from './prepare-native.js';
import { createProgress } from './progress.js';
import { readPipeline } from './read-pipeline.js';

export interface LabelErrorArguments {
  readonly file: string;
  readonly pipeline?: string | undefined;
  readonly set: readonly string[];
  readonly top: number;
  readonly write?: string | undefined;
  readonly engine: 'auto' | 'tensorflow' | 'portable';
  readonly format: 'text' | 'json';
}

/** Listed for people; a table and JSON have all that are asked for. */
const shown = 30;

export async function listLabelErrors(args: LabelErrorArguments, context: Context): Promise<Status> {
  const { pipeline, leftOut } = await pipelineAt(args, context);
  const file = args.write === undefined ? null : resolve(context.cwd, args.write);
  // What cannot be written is told before anything is computed.
  if (file !== null) await checkWritable(file, pipeline.data);
  const found = await errorsOf(pipeline, leftOut, args, context);
  if (!found) {
    context.err.write('\nStopped. Nothing was written.\n');
    return 130;
  }
  const wanted = found.errors.slice(0, args.top);
  const count = args.format === 'json' || file !== null ? wanted.length : Math.min(wanted.length, shown);
  const top = await withTexts(pipeline, wanted, count);
  const written = file === null ? null : await writeCleaned(file, pipeline.data, top);
  if (args.format === 'json') {
    const errors = top.map(({ text, ...one }) => (text === null ? one : { ...one, text }));
    const { errors: all, ...about } = found;
    const facts = { pipeline: pipeline.name, ...about, likely: all.length, errors, written };
    context.out.write(`${JSON.stringify(facts)}\n`);
    return 0;
  }
  context.out.write(renderLabelErrors(pipeline, found, { top, shown }, context.colors));
  if (top.length > 0) context.err.write(afterwards(top.length, written, pipeline, context.cwd));
  return 0;
}

/** What to do next. */
function afterwards(found: number, written: Cleaned | null, { file }: Pipeline, cwd: string): string {
  if (!written) {
    return `--write cleaned.csv writes ${found === 1 ? 'it' : `all ${found}`} into a table of what to leave out.\n`;
  }
  const added = `${counted(written.rows, 'row')}${written.before > 0 ? `, beside ${written.before} that were there` : ''}`;
  // A path in a pipeline goes from its folder.
  const beside = relative(dirname(file), written.file);
  return (
    `Written  ${added}: ${near(written.file, cwd)}\n` +
    `Take out the rows whose labels are right. Then write into the data block: exclude: ${JSON.stringify(beside.replaceAll('\\', '/'))}\n`
  );
}

/** Of a `.tlp` file, or of a run as it was trained. */
async function pipelineAt(
  { file, pipeline: name, set: sets }: LabelErrorArguments,
  context: Context,
): Promise<{ readonly pipeline: Pipeline; readonly leftOut: RunRecord['leftOut'] }> {
  const path = resolve(context.cwd, file);
  const isFolder = file !== '-' && (await stat(path).catch(() => null))?.isDirectory();
  if (!isFolder) return { pipeline: await readPipeline(file, context, { name, sets }), leftOut: [] };
  if (name !== undefined || sets.length > 0) {
    throw fail(
      'TLP895',
      `${file} is a run, whose pipeline is as it was trained.`,
      'Leave out --pipeline and --set, or name the .tlp file.',
      { file: path, exitCode: 2 },
    );
  }
  const { pipeline, leftOut } = await readRun(path);
  return { pipeline, leftOut };
}

/** Null where it was interrupted. */
async function errorsOf(
  pipeline: Pipeline,
  leftOut: RunRecord['leftOut'],
  { engine }: LabelErrorArguments,
  context: Context,
): Promise<LabelErrors | null> {
  const signal = context.interruptSignal();
  await prepareNative(engine, context);
  try {
    return await findLabelErrors(pipeline, { engine, leftOut, onEvent: createProgress(context), signal });
  } catch (error) {
    if (isInterrupted(error)) return null;
    throw error;
  }
}

/** The first of them with their texts, where they are texts. */
async function withTexts(
  { data }: Pipeline,
  errors: readonly FoundLabelError[],
  count: number,
): Promise<readonly CleanedRow[]> {
  const { show } = runtimeModality(data);
  return Promise.all(
    errors.map(async (error, i): Promise<CleanedRow> => {
      // An image need not be read.
      const shown = data.kind === 'text' && i < count ? await show(data, error.id) : null;
      return { ...error, text: shown?.kind === 'text' ? shown.text : null };
    }),
  );
}
