/** Diagnostics for people: position, the line at fault with carets, the code, the remedy. */
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { readRegularText } from '../files/regular.js';
import { withoutMark } from './byte-order-mark.js';
import { widthOf } from './columns.js';
import type { Context } from './command.js';
import { docLink } from './doc-link.js';
import { near } from './near.js';
import { type Colors, oneLine } from './output.js';

/** All diagnostics, one paragraph each. Source lines are read from the files themselves. */
export async function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  colors: Colors,
  { cwd, texts }: Pick<Context, 'cwd' | 'texts'>,
): Promise<string> {
  const lines = new Map<string, readonly string[]>();
  for (const { file, range } of diagnostics) {
    if (file === undefined || range === undefined || lines.has(file)) continue;
    const text = texts.get(file) ?? (await readRegularText(file).catch(() => ''));
    lines.set(file, withoutMark(text).split(/\r\n|\r|\n/));
  }
  return diagnostics.map((d) => renderOne(d, colors, cwd, lines.get(d.file ?? '') ?? [])).join('\n\n');
}

function renderOne(d: Diagnostic, c: Colors, cwd: string, lines: readonly string[]): string {
  const paint = d.severity === 'error' ? c.red : d.severity === 'warning' ? c.yellow : c.cyan;
  const head = `${paint(c.bold(`${d.severity}[${d.code}]`))}${c.bold(`: ${oneLine(d.message)}`)}`;
  const gutter = ' '.repeat(d.range ? String(d.range.line).length : 1);
  const where = d.file === undefined ? [] : [`${gutter}${c.blue('-->')} ${position(d, cwd)}`];
  return [
    head,
    ...where,
    ...excerpt(d, c, gutter, lines, paint),
    `${gutter} ${c.blue('=')} ${c.bold('help')}: ${oneLine(d.remedy)}`,
    `${gutter} ${c.blue('=')} ${c.dim(`see ${docLink(d.code)}`)}`,
  ].join('\n');
}

/** `examples/emoji.tlp:12:7`, which terminals and editors make a link. */
function position(d: Diagnostic, cwd: string): string {
  const shown = oneLine(near(d.file ?? '', cwd));
  return d.range ? `${shown}:${d.range.line}:${d.range.column}` : shown;
}

/** Columns of a line that are shown, and how many of them before what is at fault. */
const longestLine = 400;
const lead = 80;

/** A line, or the part of a very long one around what is at fault. */
function part(line: string, start: number, end: number): { source: string; start: number; end: number } {
  if (line.length <= longestLine) return { source: line, start, end };
  const from = Math.max(0, start - lead);
  const before = from > 0 ? '…' : '';
  const after = from + longestLine < line.length ? '…' : '';
  const source = before + line.slice(from, from + longestLine) + after;
  const shift = before.length - from;
  return { source, start: start + shift, end: end + shift };
}

function excerpt(
  { range }: Diagnostic,
  c: Colors,
  gutter: string,
  lines: readonly string[],
  paint: (text: string) => string,
): string[] {
  const line = range ? lines[range.line - 1] : undefined;
  if (!range || line === undefined) return [];
  const { source, start, end } = part(
    line,
    Math.min(range.column - 1, line.length),
    range.endLine === range.line ? range.endColumn - 1 : line.length,
  );
  // A tab before the caret stays a tab, so that it stands under what it points at.
  const indent = source
    .slice(0, start)
    .split('\t')
    .map((text) => ' '.repeat(widthOf(text)))
    .join('\t');
  const carets = '^'.repeat(Math.max(1, widthOf(source.slice(start, end))));
  return [
    `${gutter} ${c.blue('|')}`,
    `${c.blue(String(range.line))} ${c.blue('|')} ${source}`,
    `${gutter} ${c.blue('|')} ${indent}${paint(carets)}`,
  ];
}
