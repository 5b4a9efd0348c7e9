import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnosticCatalogue } from './catalogue/index.js';
import { formatText, resolveText } from './compile-text.js';
import type { Diagnostic } from './diagnostic.js';
import { mistakenTexts } from './testing/damaged-text.js';
import { noise } from './testing/noise.js';

const examplesFolder = path.resolve(import.meta.dirname, '../../../examples');

/** The examples of the repository beside those of the rules. */
const texts = [
  ...readdirSync(examplesFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tlp') && !file.includes('node_modules'))
    .map((file) => readFileSync(path.join(examplesFolder, file), 'utf8')),
  ...mistakenTexts,
];

const anything = fc.oneof(
  noise,
  fc.constantFrom('a'.repeat(3000), '('.repeat(2000)),
  fc.string({ maxLength: 8, unit: 'binary' }),
);

/** Where to cut, in thousandths of the text, what to do there, and with what. */
const edit = fc.record({
  kind: fc.constantFrom('insert', 'delete', 'swap', 'cut', 'delete-token', 'swap-tokens', 'insert-token'),
  at: fc.nat(999),
  size: fc.nat(12),
  noise: anything,
});

const pieces = (text: string): string[] => text.match(/\s+|\w+|[^\w\s]/g) ?? [];

function mutate(text: string, { kind, at, size, noise: extra }: Edit): string {
  const offset = Math.floor((at / 1000) * text.length);
  const tokens = pieces(text);
  const index = Math.floor((at / 1000) * tokens.length);
  switch (kind) {
    case 'insert':
      return text.slice(0, offset) + extra + text.slice(offset);
    case 'delete':
      return text.slice(0, offset) + text.slice(offset + size);
    case 'swap':
      return (
        text.slice(0, offset) +
        [...text.slice(offset, offset + size)].reverse().join('') +
        text.slice(offset + size)
      );
    case 'cut':
      return text.slice(0, offset);
    case 'delete-token':
      return tokens.toSpliced(index, 1 + (size % 3)).join('');
    case 'swap-tokens':
      return tokens.toSpliced(index, 3, ...tokens.slice(index, index + 3).reverse()).join('');
    case 'insert-token':
      return tokens.toSpliced(index, 0, ` ${extra} `).join('');
  }
}

interface Edit {
  readonly kind: 'insert' | 'delete' | 'swap' | 'cut' | 'delete-token' | 'swap-tokens' | 'insert-token';
  readonly at: number;
  readonly size: number;
  readonly noise: string;
}

/** What holds of every diagnostic, whatever the text. */
function expectSound({ code, message, remedy, range }: Diagnostic, lines: readonly string[]): void {
  expect(Object.hasOwn(diagnosticCatalogue, code)).toBe(true);
  expect(message).not.toMatch(/token of type|undefined|NaN|\[object|expecting/i);
  expect(remedy).not.toMatch(/undefined|NaN|\[object/);
  expect(range).toBeDefined();
  const { line, column, endLine, endColumn } = range!;
  expect(line).toBeGreaterThanOrEqual(1);
  expect(endLine).toBeLessThanOrEqual(lines.length);
  expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true);
  expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
  expect(endColumn).toBeLessThanOrEqual(lines[endLine - 1]!.length + 1);
}

test('300 damaged files: never an exception, never a hang, every message in its place', async () => {
  let slowest = 0;
  const damaged = fc
    .tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([text, edits]) => edits.reduce(mutate, text));
  await fc.assert(
    fc.asyncProperty(damaged, async (text) => {
      const start = performance.now();
      const { diagnostics, pipelines } = await resolveText(text, { file: '/home/ada/p.tlp' });
      const once = await formatText(text);
      slowest = Math.max(slowest, performance.now() - start);
      const lines = text.split(/\r\n|\r|\n/);
      for (const diagnostic of diagnostics) expectSound(diagnostic, lines);
      // A file of `let`s or of abstract pipelines is there for others; a network in a file is not to be seen here.
      const isLibrary = /\b(let|abstract)\b|\b(onnx|tfjs|huggingface|fastai|vectors)\s*\(/.test(text);
      if (pipelines.length === 0 && !isLibrary) expect(diagnostics).not.toEqual([]);
      expect(await formatText(once)).toBe(once);
    }),
    { numRuns: 300, seed: 20 },
  );
  expect(slowest).toBeLessThan(10_000);
});
