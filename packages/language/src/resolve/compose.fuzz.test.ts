/** Several files that import each other, damaged: never an exception, never a hang, every message in its place. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnosticCatalogue } from '../catalogue/index.js';
import { resolveText } from '../compile-text.js';
import { memoryFiles } from '../testing/memory-files.js';

const files = [
  `import "1.tlp"
import "2.tlp"
let count = small
pipeline main extends middle "Which?" {
  let rate = 2e-5
  data images(images) { batch: count }
  schedule { phase tune { epochs: 3 } phase last { freeze: all epochs: 1 } }
}
`,
  `import "2.tlp"
let small = 8
abstract pipeline middle extends base {
  backbone { input: 128px }
  schedule { seed: size
    phase tune { learning_rate: rate } }
  let size = small
}
`,
  `let images = "photos"
abstract pipeline base {
  let rate = 1e-5
  backbone resnet18
  head { pool dropout(20%) dense(classes) }
  schedule {
    phase head { freeze: all epochs: 5 }
    phase tune { freeze: ..layer3 epochs: 2 learning_rate: rate }
  }
}
`,
];

const words = [
  'import "0.tlp"\n',
  'import "1.tlp"\n',
  'import ',
  ' extends main',
  ' extends base',
  ' extends ',
  'abstract ',
  '{',
  '}',
  '"',
  '(',
  'let rate = count\n',
  'pipeline base { }\n',
  '',
];

const damage = fc.record({
  file: fc.nat(2),
  at: fc.nat(400),
  remove: fc.nat(30),
  insert: fc.constantFrom(...words),
});

function damaged(edits: readonly { file: number; at: number; remove: number; insert: string }[]): string[] {
  const texts = [...files];
  for (const { file, at, remove, insert } of edits) {
    const text = texts[file]!;
    const start = at % (text.length + 1);
    texts[file] = text.slice(0, start) + insert + text.slice(start + remove);
  }
  return texts;
}

const read = (texts: readonly string[], complete: boolean) =>
  resolveText(texts[0]!, {
    file: '/home/ada/0.tlp',
    files: memoryFiles(Object.fromEntries(texts.map((text, i) => [`/home/ada/${i}.tlp`, text])), complete),
  });

test('undamaged they are sound', async () => {
  expect((await read(files, true)).diagnostics).toEqual([]);
});

test('150 damaged sets of files', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(damage, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (edits, complete) => {
        const texts = damaged(edits);
        const { diagnostics, pipelines } = await read(texts, complete);
        const lines = texts[0]!.split('\n');
        for (const { code, message, remedy, file, range, inherited } of diagnostics) {
          expect(Object.keys(diagnosticCatalogue)).toContain(code);
          expect(message + remedy).not.toMatch(/undefined|\[object/);
          expect(file).toBe('/home/ada/0.tlp');
          expect(range && lines[range.line - 1] !== undefined).toBe(true);
          expect(range!.column).toBeLessThanOrEqual(lines[range!.line - 1]!.length + 1);
          if (inherited) expect(inherited.range.line).toBeGreaterThan(0);
        }
        if (diagnostics.some(({ severity }) => severity === 'error')) return;
        for (const { origins } of pipelines) {
          for (const origin of Object.values(origins)) {
            if (origin.kind === 'file')
              expect(texts[Number(/(\d)\.tlp$/.exec(origin.file)?.[1])]).toBeDefined();
          }
        }
      },
    ),
    { numRuns: 150 },
  );
});
