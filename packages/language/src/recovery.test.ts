/**
 * How much of a file lives on when one of its lines is damaged: every line of every example, but those that stand behind
 * the same line in one before it, and of every tenth correct pipeline of the corpus, deleted, cut in half, and without its
 * last token. Prints a table; with `RECOVERY=lost` every damage that costs anything, with `RECOVERY=corpus` of all lines of
 * the examples and the corpus, which takes half a minute:
 *
 *     npx vitest run packages/language/src/recovery.test.ts
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EmptyFileSystem } from 'langium';
import { expect, test } from 'vitest';
import { createTlpServices } from './grammar/create-services.js';
import type { Damage, DamageKind } from './testing/damage.js';
import { type Recovery, recoveries } from './testing/recovery.js';

const root = path.resolve(import.meta.dirname, '../../..');
const services = createTlpServices(EmptyFileSystem).tlp;

const textsOf = (folder: string): readonly [string, string][] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tlp') && !file.includes('node_modules'))
    .sort()
    .map((file) => [file, readFileSync(path.join(root, folder, file), 'utf8')]);

const mode = process.env.RECOVERY ?? '';
const correct = textsOf('packages/language/test/corpus/correct');
/** The examples say many things alike. */
const seen = new Map<string, string>();
const isNew =
  (name: string, text: string) =>
  ({ line }: Damage): boolean => {
    if (mode === 'corpus') return true;
    const lines = text.split('\n').slice(0, line);
    const pair = lines
      .filter((content, i) => i === line - 1 || content.trim() !== '')
      .slice(-2)
      .join('\n');
    const place = `${name}:${line}`;
    if (!seen.has(pair)) seen.set(pair, place);
    return seen.get(pair) === place;
  };
const ofExamples = textsOf('examples').flatMap(([name, text]) =>
  recoveries(name, text, services, isNew(name, text)),
);
const ofCorpus = correct
  .filter((_, index) => mode === 'corpus' || index % 10 === 0)
  .flatMap(([name, text]) => recoveries(name, text, services));
const all = [...ofExamples, ...ofCorpus];
const kinds: readonly DamageKind[] = ['line deleted', 'line cut in half', 'last token gone'];

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
const worst = (found: readonly Recovery[]): Recovery => found.reduce((a, b) => (b.kept < a.kept ? b : a));
const chattiest = (found: readonly Recovery[]): Recovery =>
  found.reduce((a, b) => (b.caused.length > a.caused.length ? b : a));
const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
const place = ({ name, damage }: Recovery): string => `${name}:${damage.line}, ${damage.kind}`;

/** Says that a name means nothing, which is only known where the text around it could be read. */
const linking = new Set(['TLP104', 'TLP200', 'TLP201', 'TLP400']);
const isSyntax = ({ code }: { code: string }): boolean => code.startsWith('TLP00');

function table(): string {
  const rows = [
    ...kinds.map((kind) => ({ kind: kind as string, of: all.filter((r) => r.damage.kind === kind) })),
  ];
  rows.push({ kind: 'all', of: all }, { kind: 'all but comments', of: all.filter((r) => r.code) });
  rows.push({ kind: 'examples', of: ofExamples }, { kind: 'corpus', of: ofCorpus });
  const lines = rows.map(({ kind, of }) => {
    const low = worst(of);
    const most = chattiest(of);
    return [
      kind.padEnd(18),
      String(of.length).padStart(5),
      percent(mean(of.map((r) => r.kept))).padStart(10),
      percent(low.kept).padStart(10),
      String(most.caused.length).padStart(6),
      `  ${place(low)}; ${place(most)}`,
    ].join('');
  });
  return ['damage            cases      kept     worst  most messages', ...lines].join('\n');
}

function details(): string {
  return all
    .filter((r) => r.kept < 1 || r.caused.length > 1)
    .map((r) => {
      const said = r.caused.map((d) => `    ${d.range?.line} ${d.code} ${d.message} ${d.remedy}`);
      return [`${place(r)}: ${percent(r.kept)} lost: ${r.lost.slice(0, 6).join(' | ')}`, ...said].join('\n');
    })
    .join('\n');
}

const few = (found: readonly Recovery[]): boolean => found.length <= ofCorpus.length / 1000;
const tooLow = ({ kept }: Recovery): boolean => kept < 0.8;
const tooChatty = ({ caused }: Recovery): boolean => caused.length > 2;

test('a damaged line costs little of the syntax tree', () => {
  console.info(`${table()}\n${mode === '' ? '' : details()}`);
  for (const of of [ofExamples, ofCorpus]) {
    expect(mean(of.filter((r) => r.code).map((r) => r.kept))).toBeGreaterThanOrEqual(0.97);
  }
  expect(ofExamples.filter(tooLow).map(place)).toEqual([]);
  expect(few(ofCorpus.filter(tooLow))).toBe(true);
});

test('a damaged line causes at most two messages', () => {
  expect(ofExamples.filter(tooChatty).map(place)).toEqual([]);
  expect(few(ofCorpus.filter(tooChatty))).toBe(true);
});

test('no message about a name follows from a mistake of the syntax', () => {
  const misled = all.filter((r) => r.caused.some(isSyntax) && r.caused.some((d) => linking.has(d.code)));
  expect(misled.map((r) => [place(r), ...r.caused.map((d) => d.message)])).toEqual([]);
});

test('every damage is told of, or leaves a text that is sound', () => {
  const silent = all.filter((r) => r.kept < 1 && r.caused.length === 0);
  expect(silent.map(place)).toEqual([]);
});
