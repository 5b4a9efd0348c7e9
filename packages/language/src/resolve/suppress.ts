/**
 * Comments that keep messages quiet: `// tlp-ignore TLP304: reason` for its line or, standing alone, for the next;
 * `// tlp-ignore-file TLP304: reason` for the file. Only warnings and hints; an error stays an error.
 */
import { rules } from '../checks/index.js';
import { suppressedError } from '../checks/names/suppressed-error.js';
import { unknownSuppression } from '../checks/names/unknown-suppression.js';
import { unusedSuppression } from '../checks/names/unused-suppression.js';
import type { Rule } from '../checks/rule.js';
import type { Diagnostic, Range } from '../diagnostic.js';
import { diagnose } from './journal.js';

/** One code named by one comment. */
interface Suppression {
  readonly code: string;
  readonly reason: string;
  /** The line it is for, from 1; undefined for the whole file. */
  readonly line: number | undefined;
  /** Where the code stands. */
  readonly range: Range;
}

/** A message that a comment keeps quiet. */
export interface Suppressed {
  readonly diagnostic: Diagnostic;
  /** What the comment says after the code; may be empty. */
  readonly reason: string;
}

export interface Told {
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly Suppressed[];
}

export interface SuppressOptions {
  readonly file: string;
  /** Whether the rule of this code has been tried, so that a comment without a message to suppress is unused. */
  tried(code: string): boolean;
  /** Also tell of codes that no rule has. */
  readonly unknown: boolean;
}

const codes: readonly string[] = rules.map(({ code }) => code);

/** Takes out what the text's comments suppress, and tells of comments that suppress nothing. */
export function suppress(
  text: string,
  found: readonly Diagnostic[],
  { file, tried, unknown }: SuppressOptions,
): Told {
  const suppressions = readSuppressions(text);
  if (suppressions.length === 0) return { diagnostics: found, suppressed: [] };
  const used = new Set<Suppression>();
  const errors = new Set<Suppression>();
  const suppressed: Suppressed[] = [];
  const kept = found.filter((diagnostic) => {
    const by = suppressions.filter((one) => covers(one, diagnostic, file));
    const [first] = by;
    for (const one of by) (diagnostic.severity === 'error' ? errors : used).add(one);
    if (!first || diagnostic.severity === 'error') return true;
    suppressed.push({ diagnostic, reason: first.reason });
    return false;
  });
  const tell = <Args>(rule: Rule<Args>, args: Args, { range }: Suppression): Diagnostic =>
    diagnose(rule, args, { range }, file);
  const problems = suppressions.flatMap((one) => {
    const { code } = one;
    if (errors.has(one)) return tell(suppressedError, { code }, one);
    if (used.has(one)) return [];
    if (!codes.includes(code)) return unknown ? tell(unknownSuppression, { code, known: codes }, one) : [];
    return tried(code) ? tell(unusedSuppression, { code }, one) : [];
  });
  return { diagnostics: [...kept, ...problems], suppressed };
}

function covers({ code, line }: Suppression, diagnostic: Diagnostic, file: string): boolean {
  if (diagnostic.code !== code || diagnostic.file !== file) return false;
  return line === undefined || diagnostic.range?.line === line;
}

/** Comments and texts, as the grammar's terminals take them. */
const pieces = /\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\.|[^"\\\n\r])*"/g;

const directive = /^\/[/*]\s*tlp-ignore(-file)?\b(?!-)/;

function readSuppressions(text: string): readonly Suppression[] {
  // Nearly every text: nothing to read.
  if (!text.includes('tlp-ignore')) return [];
  const found: Suppression[] = [];
  for (const match of text.matchAll(pieces)) {
    const [comment] = match;
    const head = directive.exec(comment);
    if (!head) continue;
    const [before, ...rest] = comment.slice(head[0].length).replace(/\*\/$/, '').split(':');
    const line = head[1] ? undefined : lineMeant(text, match.index);
    const reason = rest.join(':').trim();
    const names = [...(before ?? '').matchAll(/[^\s,]+/g)];
    const start = match.index + head[0].length;
    const at = { line, reason };
    if (names.length === 0) {
      found.push({ ...at, code: '', range: rangeIn(text, match.index, match.index + comment.length) });
    }
    for (const name of names) {
      const from = start + name.index;
      found.push({ ...at, code: name[0], range: rangeIn(text, from, from + name[0].length) });
    }
  }
  return found;
}

/** Its own line, or the next one that holds more than a comment where it stands alone. */
function lineMeant(text: string, offset: number): number {
  const number = lineOf(text, offset);
  const lines = text.split('\n');
  const own = lines[number - 1] ?? '';
  if (!/^\s*\/[/*]/.test(own)) return number;
  const next = lines.findIndex((line, index) => index >= number && !/^\s*(?:\/\/.*)?$/.test(line));
  return next < 0 ? number : next + 1;
}

const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

function rangeIn(text: string, start: number, end: number): Range {
  const column = (offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1) + 1;
  return {
    line: lineOf(text, start),
    column: column(start),
    endLine: lineOf(text, end),
    endColumn: column(end),
  };
}
