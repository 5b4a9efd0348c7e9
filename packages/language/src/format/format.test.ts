import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { formatText, resolveText } from '../compile-text.js';

const tidy = exampleText({});

describe('formatText', () => {
  test('leaves a tidy file alone', async () => {
    expect(await formatText(tidy)).toBe(tidy);
  });

  test('puts each member on a line and keeps comments', async () => {
    const untidy = `// mine
pipeline   p{ /* which */ backbone resnet18{input :160px}   // small


   data images( "x" ) { batch:8 augment:flip(  horizontal ),rotate(5deg) }
head{pool dense( classes ) }
  schedule { phase a{freeze:all   except layer4 .. // the last
  epochs:1}}}`;
    expect(await formatText(untidy)).toMatchInlineSnapshot(`
      "// mine
      pipeline p {
        /* which */ backbone resnet18 {
          input: 160px
        } // small

        data images("x") {
          batch: 8
          augment: flip(horizontal), rotate(5deg)
        }
        head {
          pool
          dense(classes)
        }
        schedule {
          phase a {
            freeze: all except layer4.. // the last
            epochs: 1
          }
        }
      }
      "
    `);
  });

  test('lets a comment of its own line stand with what follows it', async () => {
    const text = tidy
      .replace('\n  data ', '\n  // the images\n  data ')
      .replace('\n    epochs', '\n    // few\n    epochs');
    expect(text).not.toBe(tidy);
    expect(await formatText(text)).toBe(text);
  });

  test.each([
    ['Windows', tidy.replaceAll('\n', '\r\n')],
    ['mixed', tidy.replace('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${tidy}`],
    ['both', `\ufeff${tidy.replaceAll('\n', '\r\n')}`],
  ])('leaves a tidy file of other line ends alone: %s', async (_, text) => {
    expect(await formatText(text)).toBe(text);
  });

  test('writes the line ends that a file has', async () => {
    const untidy = `\ufeff${tidy.replaceAll('  ', ' ').replaceAll('\n', '\r\n')}`;
    expect(await formatText(untidy)).toBe(`\ufeff${tidy.replaceAll('\n', '\r\n')}`);
  });

  test.each(['pipeline p {', 'pipeline p { data images("x) {} }', 'pipeline ; {}', ''])(
    'returns a broken file unchanged: %s',
    async (text) => {
      expect(await formatText(text)).toBe(text);
    },
  );

  test('breaks a long list, one value a line', async () => {
    const list =
      'flip(horizontal), rotate(10deg), zoom(0.9..1.1), brightness(20%), contrast(20%), hue(5%), erase(25%)';
    const text = await formatText(exampleText({ data: `augment: ${list}` }));
    expect(text).toContain('    augment:\n      flip(horizontal),\n      rotate(10deg),\n');
    expect(await formatText(text)).toBe(text);
  });

  /** The tidy file with its gaps filled by other white space and comments. */
  const gap = fc.oneof(
    fc.constantFrom(' ', '  ', '\n', '\n\n\n', '\t', '\r\n', ' /* a */ ', ' // b\n', '\n/** c\n * d\n */\n'),
    fc.constant(' '),
  );
  const spread = fc.array(gap, { minLength: 40, maxLength: 40 }).map((gaps) => {
    let index = 0;
    return tidy.replaceAll(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/g, () => gaps[index++ % gaps.length]!);
  });

  test('is idempotent, keeps comments and keeps the meaning', async () => {
    const meaning = await meaningOf(tidy);
    await fc.assert(
      fc.asyncProperty(spread, async (text) => {
        const once = await formatText(text);
        expect(await formatText(once)).toBe(once);
        expect(comments(once)).toEqual(comments(text));
        expect(await meaningOf(once)).toEqual(meaning);
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

async function meaningOf(text: string): Promise<unknown> {
  const { pipelines, diagnostics } = await resolveText(text, { file: '/home/ada/p.tlp' });
  expect(diagnostics).toEqual([]);
  return pipelines.map(({ origins: _, ...pipeline }) => pipeline);
}

const comments = (text: string): readonly string[] =>
  (text.match(/\/\*[\s\S]*?\*\/|\/\/[^\n\r]*/g) ?? []).map((comment) => comment.replaceAll(/\s+/g, ' '));
