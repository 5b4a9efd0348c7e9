/** Hovers, hints and lenses of texts in any state: none throws, and each says something of where it was asked. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { rules } from '../checks/index.js';
import { codeLens } from './code-lens.js';
import type { Scene } from './feature.js';
import { hover } from './hover.js';
import { inlayHints } from './inlay-hints.js';
import { builtinText } from './server/builtin.js';
import { createSnapshot } from './snapshot.js';
import { sceneOf } from './testing.js';

const emoji = readFileSync('examples/emoji/emoji.tlp', 'utf8');
const around = sceneOf('', {
  client: { commands: ['tlp.run', 'tlp.previewBackbone', 'tlp.showReferences'] },
});

/** The services are shared: what is tested is one text after another. */
function sceneFor(text: string): Scene {
  const { services } = around.workspace;
  return { ...around, snapshot: createSnapshot({ uri: around.snapshot.uri, version: 2, text, services }) };
}

function hoverAt(scene: Scene, offset: number): void {
  const { text, uri } = scene.snapshot;
  const position = text.positionAt(offset);
  const found = hover.answer(scene, { textDocument: { uri }, position });
  if (!found) return;
  const { start, end } = found.range!;
  expect(text.offsetAt(start)).toBeLessThanOrEqual(offset);
  expect(text.offsetAt(end)).toBeGreaterThanOrEqual(offset);
  const { value } = found.contents as { value: string };
  expect(value).not.toMatch(/undefined|NaN|\[object|Infinity/);
  const link = /\]\((builtin:[^)]*)\)/.exec(value)?.[1];
  if (link) expect([link, builtinText(link, around.workspace.services)]).toEqual([link, expect.any(String)]);
}

function hintsAndLenses(scene: Scene): void {
  const { text, uri } = scene.snapshot;
  const { length } = text.getText();
  const range = { start: text.positionAt(0), end: text.positionAt(length) };
  for (const { label } of inlayHints.answer(scene, { textDocument: { uri }, range })) {
    expect(label).not.toMatch(/undefined|NaN|\[object|Infinity/);
  }
  codeLens.answer(scene, { textDocument: { uri } });
}

test('every offset of the example', () => {
  const scene = sceneFor(emoji);
  for (let offset = 0; offset <= emoji.length; offset++) hoverAt(scene, offset);
});

test("every token of every rule's bad example, of what several have in common one in seven", () => {
  const seen = new Set<string>();
  let turn = 0;
  for (const { bad } of rules) {
    const scene = sceneFor(exampleText(bad));
    let previous = '';
    for (const { start, text } of scene.snapshot.tokens) {
      const pair = `${previous} ${text}`;
      previous = text;
      if (!seen.has(pair) || turn++ % 7 === 0) hoverAt(scene, start);
      seen.add(pair);
    }
    hintsAndLenses(scene);
  }
});

test('the example, cut off anywhere or with a piece missing', () => {
  const place = fc.nat({ max: emoji.length });
  fc.assert(
    fc.property(
      place,
      fc.nat({ max: 40 }),
      fc.constantFrom('', '{', '}', '..', ':', '"', '('),
      fc.boolean(),
      (at, length, piece, cut) => {
        const text = cut ? emoji.slice(0, at) + piece : emoji.slice(0, at) + piece + emoji.slice(at + length);
        const scene = sceneFor(text);
        for (let offset = Math.max(0, at - 60); offset <= Math.min(text.length, at + 60); offset += 3)
          hoverAt(scene, offset);
        for (const { start } of scene.snapshot.tokens) hoverAt(scene, start);
        hintsAndLenses(scene);
      },
    ),
    { numRuns: 60 },
  );
});

test('hover says something on every word of the example outside comments', () => {
  const scene = sceneFor(emoji);
  const { text, tokens, uri } = scene.snapshot;
  const silent = tokens
    .filter(({ kind, text: image }) => !kind.endsWith('COMMENT') && /\w/.test(image))
    .filter(({ start }) => !hover.answer(scene, { textDocument: { uri }, position: text.positionAt(start) }));
  expect(silent.map(({ text: image }) => image)).toEqual([]);
});
