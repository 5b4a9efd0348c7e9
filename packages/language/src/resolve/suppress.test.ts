import { describe, expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { resolveText } from '../compile-text.js';

const file = '/home/ada/flowers.tlp';
const told = async (text: string) => {
  const { diagnostics, suppressed } = await resolveText(text, { file });
  return {
    diagnostics: diagnostics.map(({ code, range }) => `${code} ${range?.line}:${range?.column}`),
    suppressed: suppressed.map(({ diagnostic, reason }) => `${diagnostic.code} ${reason}`),
  };
};

const data = (body: string): string => exampleText({ data: body });
const flip = 'augment: flip(horizontal)';

describe('a comment that names a code suppresses its message', () => {
  test.each([
    ['on the line before', `// tlp-ignore TLP304: few images\n${flip}`],
    [
      'on a line before other comments',
      `// tlp-ignore TLP304: few images\n// Flowers look alike.\n\n${flip}`,
    ],
    ['at the end of the line', `${flip} // tlp-ignore TLP304: few images`],
    ['in a comment of the other kind', `/* tlp-ignore TLP304: few images */\n${flip}`],
    ['in the whole file', `// tlp-ignore-file TLP304: few images\nbatch: 8\n${flip}`],
    [
      'among others',
      `// tlp-ignore TLP302, TLP304: few images\n${flip} split: random(train: 80%, validation: 20%)`,
    ],
  ])('%s', async (_, body) => {
    const { diagnostics, suppressed } = await told(data(body));
    expect(diagnostics).toEqual([]);
    expect(suppressed).toContain('TLP304 few images');
  });

  test('in no other line, and not from within a text', async () => {
    expect((await told(data(`// tlp-ignore TLP304\nbatch: 8\n${flip}`))).diagnostics).toEqual([
      'TLP191 7:19',
      'TLP304 9:5',
    ]);
    const text = exampleText({}).replace('Which flower is it?', '// tlp-ignore TLP304');
    expect((await told(text)).diagnostics).toEqual([]);
  });
});

test('a comment with an unknown code, or none, is told of', async () => {
  expect((await told(data(`// tlp-ignore tlp304\n${flip}`))).diagnostics).toEqual([
    'TLP190 7:19',
    'TLP304 8:5',
  ]);
  expect((await told(data(`// tlp-ignore\n${flip}`))).diagnostics).toEqual(['TLP190 7:5', 'TLP304 8:5']);
});

test('an error stays an error, and the comment is told of', async () => {
  expect(await told(data('batch: 0 // tlp-ignore TLP109: why not'))).toEqual({
    diagnostics: ['TLP109 7:12', 'TLP192 7:28'],
    suppressed: [],
  });
});
