/** From a path on the command line to resolved pipelines and what there is to say about them. */
import { resolve } from 'node:path';
import { nearest } from '@tlp/language/checks/did-you-mean.js';
import type { LookBudget } from '@tlp/language/data/look.js';
import { type Diagnostic, fail, TlpError } from '@tlp/language/diagnostic.js';
import { largestText } from '@tlp/language/files.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { Suppressed } from '@tlp/language/resolve/suppress.js';
import { readAtMost } from '../files/bounded.js';
import { standardInput } from '../modalities/modality.js';
import { withoutMark } from './byte-order-mark.js';
import type { Context } from './command.js';
import { diskFiles } from './disk-files.js';
import { printWarnings } from './print-warnings.js';
import { fetchMissing } from './repositories.js';
import { readInput } from './standard-input.js';

/** What a `.tlp` file says, read and checked; nothing has been thrown for its mistakes. */
export interface CheckedFile {
  /** Absolute path. */
  readonly file: string;
  /** Without the byte order mark, which editors do not count as a column either. */
  readonly text: string;
  /** With it, where there is one. */
  readonly whole: string;
  readonly pipelines: readonly Pipeline[];
  readonly diagnostics: readonly Diagnostic[];
  /** What comments in the file keep quiet. */
  readonly suppressed: readonly Suppressed[];
}

/** A file, or standard input for `-`. @throws TlpError TLP872 where there is no such file to read. */
export async function readSource(path: string, context: Context): Promise<{ file: string; text: string }> {
  if (path === '-') return readStandardInput(context);
  const file = resolve(context.cwd, path);
  try {
    return { file, text: decodeText(await readAtMost(file, largestText + 1), path) };
  } catch (cause) {
    if (cause instanceof TlpError) throw cause;
    const reason = (cause as NodeJS.ErrnoException).code;
    const message =
      reason === 'ENOENT'
        ? `There is no file ${path}.`
        : reason === 'EISDIR'
          ? `${path} is a folder, not a .tlp file.`
          : `${path} cannot be read (${reason}).`;
    throw fail('TLP872', message, 'Give the path of a .tlp file.', { exitCode: 2, cause });
  }
}

/** Relative paths in it start from the folder one stands in. */
async function readStandardInput(context: Context): Promise<{ file: string; text: string }> {
  const file = resolve(context.cwd, standardInput);
  // Read once, however often it is asked for.
  const text = context.texts.get(file) ?? decodeText(await readInput(context, 'pipeline'), standardInput);
  context.texts.set(file, text);
  return { file, text };
}

function decodeText(bytes: Uint8Array, path: string): string {
  if (bytes.length > largestText) {
    const message = `${path} is longer than ${largestText / 1e6} MB, too long for a pipeline.`;
    throw fail('TLP872', message, 'Give the path of a .tlp file.', { exitCode: 2 });
  }
  try {
    if (!bytes.includes(0)) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Told below, as bytes that no text has are.
  }
  throw fail('TLP872', `${path} is not UTF-8 text.`, 'Save it as UTF-8.', {
    exitCode: 2,
  });
}

/**
 * @param options.look how much of the data folder and of weight files to look at as well; a run opens them anyway.
 */
export async function checkFile(
  path: string,
  context: Context,
  sets: readonly string[] = [],
  options: { readonly look?: LookBudget } = {},
): Promise<CheckedFile> {
  const { file, text: whole } = await readSource(path, context);
  const text = withoutMark(whole);
  const { resolveText } = await import('@tlp/language/compile-text.js');
  const files = diskFiles();
  const check = () => resolveText(text, { file, files, sets, env: context.env, ...options });
  const first = await check();
  // The headers of weight files are read when they are first asked for; then there is more to say.
  const arriving = files.arriving();
  await arriving;
  const { pipelines, diagnostics, suppressed } = arriving ? await check() : first;
  return { file, text, whole, pipelines, diagnostics, suppressed };
}

/** The same once what describes a repository that is named has been fetched. */
export async function checkFetched(...what: Parameters<typeof checkFile>): ReturnType<typeof checkFile> {
  const [, context] = what;
  const checked = await checkFile(...what);
  return (await fetchMissing(checked.diagnostics, context)) ? checkFile(...what) : checked;
}

/**
 * The one pipeline a command is about; warnings are printed on the way. What describes a repository that it names is fetched.
 * @param name where the file holds several.
 * @throws TlpError with the file's diagnostics where one is an error; TLP873 where the choice is not clear.
 */
export async function readPipeline(
  path: string,
  context: Context,
  options: { readonly name?: string | undefined; readonly sets?: readonly string[] } = {},
): Promise<Pipeline> {
  const { pipelines, diagnostics, file } = await checkFetched(path, context, options.sets);
  if (diagnostics.some((d) => d.severity === 'error')) throw new TlpError(diagnostics);
  await printWarnings(diagnostics, context);
  return choose(pipelines, options.name, file);
}

function choose(pipelines: readonly Pipeline[], name: string | undefined, file: string): Pipeline {
  const all = pipelines.map((pipeline) => pipeline.name);
  const near = name === undefined ? undefined : nearest(name, all);
  const found = name === undefined ? pipelines[0] : pipelines.find((p) => p.name === name);
  if (found && (name !== undefined || pipelines.length === 1)) return found;
  if (pipelines.length === 0) {
    throw fail(
      'TLP873',
      'The file contains no pipeline to run.',
      'Write one that is not abstract, or let `tlp new DIR` write a first one.',
      {
        file,
      },
    );
  }
  throw fail(
    'TLP873',
    name === undefined
      ? `The file contains ${pipelines.length} pipelines.`
      : `The file contains no pipeline named "${name}".`,
    near === undefined ? `Select one with --pipeline: ${all.join(', ')}.` : `Did you mean ${near}?`,
    { file, exitCode: 2 },
  );
}
