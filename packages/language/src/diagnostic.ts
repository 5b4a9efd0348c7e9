/** Errors and warnings are plain values of this one kind, in the language and in the runtime. */
import { bounded } from './bounded.js';

export type Severity = 'error' | 'warning' | 'info';

/** A stretch of text; lines and columns count from 1, `offset` from 0. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Diagnostic {
  /** Stable, from the catalogue: `TLP101`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence that states the problem. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Path of the `.tlp` file or of the data that is at fault; absent for the environment. */
  readonly file?: string;
  readonly range?: Range;
  /** Where the value at fault stands, if it was inherited or imported: then the range is the name that brought it in. */
  readonly inherited?: { readonly file: string; readonly range: Range };
  /** What the rule was told, for the editor's quick fixes (`editor/fixes`). */
  readonly args?: unknown;
}

/** Exit codes of the command line: 1 the pipeline or its data is at fault, 2 usage or environment. */
export type ExitCode = 1 | 2;

/** Carries diagnostics up to the command line, which prints them and exits with the code. */
export class TlpError extends Error {
  override readonly name = 'TlpError';
  readonly diagnostics: readonly Diagnostic[];
  constructor(
    diagnostics: readonly Diagnostic[],
    readonly exitCode: ExitCode = 1,
    options?: ErrorOptions,
  ) {
    const short = diagnostics.map((d) => ({ ...d, message: bounded(d.message), remedy: bounded(d.remedy) }));
    super(short.map((d) => `${d.code}: ${d.message} ${d.remedy}`).join('\n'), options);
    this.diagnostics = short;
  }
}

/** One error: the usual way to stop with a message. */
export function fail(
  code: string,
  message: string,
  remedy: string,
  options: { file?: string; range?: Range; exitCode?: ExitCode; cause?: unknown } = {},
): TlpError {
  const { file, range, exitCode = 1, cause } = options;
  const diagnostic: Diagnostic = {
    code,
    severity: 'error',
    message,
    remedy,
    ...(file === undefined ? {} : { file }),
    ...(range === undefined ? {} : { range }),
  };
  return new TlpError([diagnostic], exitCode, cause === undefined ? undefined : { cause });
}

/** Whether it is an error with one of these codes. */
export const hasCode = (error: unknown, ...codes: readonly string[]): error is TlpError =>
  error instanceof TlpError && codes.includes(error.diagnostics[0]?.code ?? '');
