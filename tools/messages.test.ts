/** Each message stands once: the language's rules say it, or the runtime does, and never both. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '@tlp/language/checks/index.js';
import { expect, test } from 'vitest';

const sources = (name: string): readonly string[] => {
  const folder = `packages/${name}/src`;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/testing|generated|\.(?:test|fixture)\.ts$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
};

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

/** Sentences and clauses of messages: texts of five words or more, without what is filled in. */
function textsIn(files: readonly string[]): ReadonlySet<string> {
  const literals = files.flatMap((text) => [
    ...withoutComments(text).matchAll(/'((?:[^'\\\n]|\\.)+)'|`((?:[^`\\]|\\.)+)`/g),
  ]);
  const texts = literals.map(([, plain, template]) => (plain ?? template)!.replace(/\$\{[^}]*\}/g, '…'));
  return new Set(texts.filter((text) => (text.match(/[A-Za-z]{2,}/g) ?? []).length >= 5));
}

const language = sources('language');
const runtime = sources('runtime');

test('the sources are found', () => {
  expect(textsIn(language).size).toBeGreaterThan(1000);
  expect(textsIn(runtime).size).toBeGreaterThan(400);
});

test('a rule of the language is raised by its name, so that its code does not stand in the runtime', () => {
  const ruled = new Set<string>(rules.map(({ code }) => code));
  const written = runtime.flatMap((text) => [...text.matchAll(/'(TLP\d{3})'/g)].map(([, code]) => code!));
  expect(written.filter((code) => ruled.has(code))).toEqual([]);
});

test('no text of the language stands again in the runtime', () => {
  const again = textsIn(runtime);
  expect([...textsIn(language)].filter((text) => again.has(text))).toEqual([]);
});
