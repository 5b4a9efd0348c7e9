import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { exampleText } from '../checks/example.js';
import { damagedText, soundTexts } from '../testing/damaged-text.js';
import { formatting } from './formatting.js';
import { onTypeFormatting } from './on-type-formatting.js';
import { rangeFormatting } from './range-formatting.js';
import { sceneOf, type TestScene } from './testing.js';

const style = { tabSize: 2, insertSpaces: true };
const tidy = exampleText({});

/** One for all texts: the services are the greater part of a scene's making. */
const stage = sceneOf('');
const sceneWith = (text: string): TestScene => ({
  ...stage,
  snapshot: stage.workspace.open(stage.snapshot.uri, 1, text),
});

/** Fails where edits overlap. */
const apply = (scene: TestScene, edits: readonly TextEdit[]): string =>
  TextDocument.applyEdits(scene.snapshot.text, [...edits]);

function format(text: string, options: Partial<FormattingOptions> = {}): string {
  const scene = sceneWith(text);
  const { textDocument } = scene.params;
  return apply(scene, formatting.answer(scene, { textDocument, options: { ...style, ...options } }));
}

function formatRange(text: string, range: Range): { after: string; edits: readonly TextEdit[] } {
  const scene = sceneWith(text);
  const edits = rangeFormatting.answer(scene, { ...scene.params, range, options: style });
  return { after: apply(scene, edits), edits };
}

function typed(marked: string, ch: string): string {
  const scene = sceneOf(marked);
  return apply(scene, onTypeFormatting.answer(scene, { ...scene.params, ch, options: style }));
}

const lines = (first: number, last: number): Range => ({
  start: { line: first, character: 0 },
  end: { line: last, character: 1000 },
});

describe('formatting', () => {
  test('changes nothing in a tidy text, and only what is untidy in another', () => {
    const ask = (text: string) => {
      const scene = sceneOf(text);
      return formatting.answer(scene, { ...scene.params, options: style });
    };
    expect(ask(tidy)).toEqual([]);
    expect(ask(tidy.replace('epochs: 5', 'epochs:  5'))).toMatchObject([{ newText: '' }]);
  });

  test.each([
    ['mixed line ends', tidy.replace('\n', '\r\n')],
    ['a byte order mark', `\ufeff${tidy}`],
  ])('takes no offence at %s', (_, text) => {
    expect(format(text)).toBe(text);
  });

  test('keeps the line ends of the file', () => {
    const windows = tidy.replaceAll('\n', '\r\n');
    expect(format(windows)).toBe(windows);
    expect(format(windows.replace('epochs: 5', '\r\n\r\n   epochs: 5'))).toBe(
      windows.replace('      epochs: 5', '\r\n      epochs: 5'),
    );
  });

  test.each([
    ['a final line end is added', tidy.trimEnd(), {}, tidy],
    ['unless it is not wanted', tidy.trimEnd(), { insertFinalNewline: false }, tidy.trimEnd()],
    ['several become one', `${tidy}\n\n`, {}, tidy],
    ['unless they are to stay', `${tidy}\n\n`, { trimFinalNewlines: false }, `${tidy}\n\n`],
    ['tabs are no part of the style', tidy, { insertSpaces: false, tabSize: 8 }, tidy],
  ])('%s', (_, text, options, expected) => {
    expect(format(text, options)).toBe(expected);
  });

  test('indents a broken text and leaves the rest alone', () => {
    const broken = `pipeline p {
backbone resnet18 {
        input  160px ;;   
   }
  data images("x" {
split: folders(train: "a",
validation: "b")


// few
batch:: 8
  head {
/* one
   * two */
pool
}
 }
`;
    expect(format(broken)).toMatchInlineSnapshot(`
      "pipeline p {
        backbone resnet18 {
          input  160px ;;
        }
        data images("x" {
          split: folders(train: "a",
            validation: "b")

          // few
          batch:: 8
        head {
          /* one
           * two */
          pool
        }
      }
      "
    `);
  });

  test('of any text: only white space changes, twice is once, the meaning stays', () => {
    fc.assert(
      fc.property(damagedText, (text) => {
        const once = format(text);
        expect(once.replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
        expect(format(once)).toBe(once);
      }),
      { numRuns: 120, seed: 11 },
    );
    // Most are one frame around another line.
    for (const text of soundTexts.filter((_, i) => i < 2 || i % 3 === 0)) {
      const untidy = text.replaceAll(/\n */g, '\n\t \n').replaceAll(': ', ' :   ');
      expect(meaningOf(format(untidy))).toEqual(meaningOf(text));
    }
  });
});

const meaningOf = (text: string): unknown =>
  sceneWith(text).snapshot.analysis.pipelines.map(({ origins: _, ...pipeline }) => pipeline);

describe('range formatting', () => {
  const untidy = tidy.replaceAll('  ', '   ').replace('epochs: 5', 'epochs:5   \n\n\n');

  test('formats its lines only', () => {
    const { after } = formatRange(untidy, lines(1, 2));
    expect(after.split('\n').slice(0, 4)).toEqual([...tidy.split('\n').slice(0, 3), untidy.split('\n')[3]]);
  });

  test('a selection that ends where a line begins leaves that line alone', () => {
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
    expect(formatRange(untidy, range).after).toBe(formatRange(untidy, lines(1, 1)).after);
  });

  test('of any text: nothing outside changes, twice is once', () => {
    const spread = fc.tuple(
      damagedText,
      fc.nat(30),
      fc.nat(8),
      fc.constantFrom('  ', '\t', '\n', '\r\n', ' \n\n\n '),
    );
    fc.assert(
      fc.property(spread, ([text, first, count, gap]) => {
        const loose = text.replaceAll('  ', gap);
        const all = loose.split('\n');
        const last = Math.min(first + count, all.length - 1);
        if (first > last) return;
        const { after, edits } = formatRange(loose, lines(first, last));
        for (const { range } of edits) {
          expect(range.start.line).toBeGreaterThanOrEqual(first);
          expect(range.end.line).toBeLessThanOrEqual(last);
        }
        const now = after.split('\n');
        expect(now.slice(0, first)).toEqual(all.slice(0, first));
        const rest = all.length - 1 - last;
        expect(now.slice(now.length - rest, now.length)).toEqual(rest > 0 ? all.slice(-rest) : []);
        expect(formatRange(after, lines(first, now.length - 1 - rest)).after).toBe(after);
      }),
      { numRuns: 250, seed: 12 },
    );
  });
});

describe('on-type formatting', () => {
  test.each([
    [
      '}',
      'the block it closes',
      'pipeline p {\nhead {\npool( max )\n  }$0\n}\n',
      'pipeline p {\n  head {\n    pool(max)\n  }\n}\n',
    ],
    [
      '}',
      'its indentation in a broken text',
      'pipeline p {\n  head {\n  pool;\n      }$0',
      'pipeline p {\n  head {\n    pool;\n  }',
    ],
    ['\n', 'the new line', 'pipeline p {\n$0\n}\n', 'pipeline p {\n  \n}\n'],
    [
      '\n',
      'and the one before',
      'pipeline p {\n  backbone resnet18 {\n  input :8px\n$0\n  }\n}\n',
      'pipeline p {\n  backbone resnet18 {\n    input: 8px\n    \n  }\n}\n',
    ],
    [
      '\n',
      'a list that goes on',
      'pipeline p {\n  data images("x") {\n    augment: flip(horizontal),\n$0',
      'pipeline p {\n  data images("x") {\n    augment: flip(horizontal),\n      ',
    ],
    [
      '\n',
      'a bracket that closes',
      'pipeline p {\n  data images("x") {\n    split: stratified(;\n$0)',
      'pipeline p {\n  data images("x") {\n    split: stratified(;\n    )',
    ],
    ['\n', 'nothing in a comment', '/* a\n$0 */', '/* a\n */'],
  ])('after %j: %s', (ch, _, marked, expected) => {
    expect(typed(marked, ch)).toBe(expected);
  });
});
