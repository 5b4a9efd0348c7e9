import { SPLITS } from '@tlp/language/data/split-bounds.js';
import { TlpError } from '@tlp/language/diagnostic.js';
import type { TextData } from '@tlp/language/modalities/text/data.js';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTexts } from './open.js';
import { showText } from './shown.js';
import { folderData, mails, tableData } from './testing.js';

const ONLY_TRAIN = { kind: 'fraction', stratified: false, train: 1, validation: 0, test: 0 } as const;

async function opened(data: TextData) {
  const { dataSet, warnings } = await openTexts(data);
  const examples = SPLITS.flatMap((split) => dataSet.splits[split].map((example) => ({ split, ...example })));
  return {
    outputs: dataSet.outputs,
    examples,
    warnings: warnings.map(({ code, message }) => `${code} ${message}`),
  };
}

/** The texts by the lines on which they begin. */
const textsOf = ({ examples }: Awaited<ReturnType<typeof opened>>) =>
  [...examples]
    .sort((a, b) => Number(a.id.split(':')[1]) - Number(b.id.split(':')[1]))
    .map(({ texts }) => texts);

async function failureOf(data: Promise<TextData>): Promise<string> {
  const error = await openTexts(await data).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(TlpError);
  const [first] = (error as TlpError).diagnostics;
  return `${first?.code} ${first?.message} ${first?.remedy}`;
}

describe('a table', () => {
  it('gives an example a row, divided as the pipeline says', async () => {
    const data = await tableData(mails());
    const { outputs, examples, warnings } = await opened(data);
    expect({ outputs, warnings }).toEqual({ outputs: ['ham', 'spam'], warnings: [] });
    const counts = SPLITS.map((name) => examples.filter(({ split }) => split === name).length);
    expect(counts).toEqual([30, 4, 6]);
    expect(examples.find(({ id }) => id === 'mails.csv:5')).toMatchObject({
      texts: ['text 3'],
      target: [1],
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await showText(data, 'mails.csv:5')).toEqual({ kind: 'text', text: 'text 3' });
    expect(await showText(data, 'mails.csv:500')).toBeNull();
  });

  it('keeps rows of a group together, and takes splits from a column', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i % 2 ? 'a' : 'b'},text ${i},author ${i % 12},`);
    const split = { kind: 'fraction', stratified: true, train: 0.5, validation: 0.25, test: 0.25 } as const;
    const grouped = await opened(
      await tableData(`kind,body,author,\n${rows.join('\n')}\n`, {
        split: { ...split, group: { kind: 'column', column: 'author' } },
      }),
    );
    const splitsOf = new Map<string, Set<string>>();
    for (const { texts, split } of grouped.examples) {
      const author = `${Number(texts[0].slice(5)) % 12}`;
      splitsOf.set(author, (splitsOf.get(author) ?? new Set()).add(split));
    }
    expect([...splitsOf.values()].map(({ size }) => size)).toEqual(Array(12).fill(1));

    const named = rows.map((row, i) => `${row}${i < 40 ? 'train' : 'test'}`).join('\n');
    const byColumn = await opened(
      await tableData(`kind,body,author,part\n${named}\n`, {
        split: { kind: 'column', column: 'part', validationFraction: 0 },
      }),
    );
    expect(byColumn.examples.filter(({ split }) => split === 'test')).toHaveLength(20);
  });

  it('of pairs, lists and numbers', async () => {
    const json = Array.from({ length: 6 }, (_, i) =>
      JSON.stringify({ premise: `p${i}`, hypothesis: ` h${i}`, tags: ['x', `y${i % 2}`], price: i / 2 }),
    ).join('\n');
    const options = { name: 'pairs.jsonl', text: ['premise', 'hypothesis'], split: ONLY_TRAIN };
    const labels = { kind: 'labels', column: 'tags', separator: '|' } as const;
    const tagged = await opened(await tableData(json, { ...options, answer: labels }));
    expect(tagged.outputs).toEqual(['x', 'y0', 'y1']);
    expect(textsOf(tagged)[1]).toEqual(['p1', ' h1']);
    const priced = await opened(
      await tableData(json, { ...options, answer: { kind: 'target', columns: ['price'] } }),
    );
    expect(priced.examples.map(({ target }) => target[0]).sort()).toEqual([0, 0.5, 1, 1.5, 2, 2.5]);
  });

  it('gives the texts that were written, whatever is in them', async () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('"', ',', '\n', '\r', ';', '\t', ' ', '\ufeff', '\ufffd'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          text.filter((one) => one.trim() !== '' && Buffer.from(one).toString() === one),
          { minLength: 1, maxLength: 8 },
        ),
        fc.constantFrom(',', ';', '\t'),
        fc.boolean(),
        async (texts, delimiter, bom) => {
          const rows = texts.map((one, i) => [i % 2 ? 'a' : 'b', one, `${i}`]);
          const written = stringify([['kind', 'body', 'n'], ...rows], { delimiter, bom, quoted: true });
          const data = await tableData(written, {
            split: ONLY_TRAIN,
            answer: { kind: 'target', columns: ['n'] },
          });
          const read = await opened(data);
          const plain = texts.map((one) => [one.replaceAll(/\r\n?/g, '\n')]);
          const kept = plain.filter(([one]) => plain.filter(([other]) => other === one).length === 1);
          // Copies of a text have different numbers here, so that none of them can be right.
          expect(textsOf(read)).toEqual(kept);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('tells what is blank, what is there twice, and what is labeled in two ways', async () => {
    const rows = ['ham, ', 'ham,twice', 'ham,twice', 'ham,torn', 'spam,torn', 'spam,"  "'];
    const { examples, warnings } = await opened(await tableData(`${mails()}${rows.join('\n')}\n`));
    expect(examples).toHaveLength(42);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^TLP346 2 rows of mails\.csv have no `body` and are left out \(lines 42 and 47\)/,
      ),
      expect.stringMatching(/^TLP347 Line 44 of mails\.csv has the text of line 43 again, and 1 more/),
      expect.stringMatching(
        /^TLP357 One text is in several classes \(ham, spam\) and is left out: mails\.csv:45 = mails\.csv:46/,
      ),
    ]);
  });

  it('warns of texts that only look different in two splits', async () => {
    const rows = [
      ...Array.from({ length: 6 }, (_, i) => `${i % 2 ? 'a' : 'b'},text ${i},train`),
      'a,Text  1,test',
      'b,TEXT 2 ,test',
      'b,other,test',
    ];
    const split = { kind: 'column', column: 'part', validationFraction: 0 } as const;
    const { warnings } = await opened(await tableData(`kind,body,part\n${rows.join('\n')}\n`, { split }));
    expect(warnings).toEqual([
      expect.stringMatching(
        /^TLP395 2 texts .*mails\.csv:8 and mails\.csv:3, mails\.csv:9 and mails\.csv:4\.$/,
      ),
    ]);
  });

  const marked = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

  it.each<[string, Uint8Array | string, Partial<TextData>, string]>([
    ['UTF-8 with a mark', `\ufeff${mails()}ham,café\n`, {}, 'café'],
    ['UTF-16 with a mark', marked(`${mails()}ham,café\n`), {}, 'café'],
    ['Latin-1 that is told', Buffer.from(`${mails()}ham,café\n`, 'latin1'), { encoding: 'latin1' }, 'café'],
    ['line ends of Windows', `${mails()}ham,"a\nb"\n`.replaceAll('\n', '\r\n'), {}, 'a\nb'],
  ])('may be %s', async (_, content, data, last) => {
    expect(textsOf(await opened(await tableData(content, data))).at(-1)).toEqual([last]);
  });

  const latin1 = Buffer.from(`${mails()}ham,café\n`, 'latin1');

  it.each<[string, Uint8Array | string, Partial<TextData>, RegExp]>([
    [
      'another encoding',
      latin1,
      {},
      /^TLP324 In line 42 of mails\.csv there are characters that are not UTF-8\. Write `encoding: latin1`/,
    ],
    ['UTF-16 without a mark', Buffer.from(mails(), 'utf16le'), {}, /^TLP324 .* Write `encoding: utf16`/],
    [
      'a wrong encoding that is told',
      Buffer.from([...Buffer.from('kind,body\na,'), 0x81, 0x0a]),
      { encoding: 'shift_jis' },
      /^TLP324 In line 2 .* not shift_jis/,
    ],
    ['nothing', '', {}, /^TLP327 The table mails\.csv has no rows\. Add a line for each text/],
    ['one class', 'kind,body\na,x\na,y\n', {}, /^TLP353 .* has texts of only one class, a\./],
    [
      'an open quotation mark',
      `${mails(4)}ham,"oh\n`,
      {},
      /^TLP324 In line 6 of mails\.csv a quotation mark/,
    ],
    ['no such column', mails().replace('body', 'Body'), {}, /^TLP325 .*no column `body`/],
    ['rows without a label', `${mails(4)},x\n`, {}, /^TLP328 1 row of mails\.csv has no `kind` \(line 6\)/],
    [
      'a line without end',
      `${mails(4)}ham,${'x'.repeat(11e6)}\n`,
      {},
      /^TLP324 In line 6 of mails\.csv there are 11,000,00\d characters in one row/,
    ],
    ['a header without end', `${'x'.repeat(11e6)}\n`, {}, /^TLP324 In line 1 of mails\.csv/],
  ])('is refused that is %s', async (_, content, data, message) => {
    expect(await failureOf(tableData(content, data))).toMatch(message);
  });

  it('is refused where there is none', async () => {
    const missing = tableData(mails()).then((data) => ({
      ...data,
      labels: { ...data.labels, path: data.path.replace('mails', 'mail') } as TextData['labels'],
    }));
    expect(await failureOf(missing)).toMatch(/^TLP323 .*mail\.csv does not exist\. .*mails\.csv/);
  });
});

describe('a folder', () => {
  const files = (many = 20) =>
    Object.fromEntries(
      Array.from({ length: many }, (_, i) => [`${i % 2 ? 'good' : 'bad'}/${i}.txt`, `text ${i}\n`]),
    );

  it('gives an example a file, whose folder is its class', async () => {
    const data = await folderData({ ...files(), 'good/notes.md': '#', 'good/blank.txt': ' \n' });
    const { outputs, examples, warnings } = await opened(data);
    expect(outputs).toEqual(['bad', 'good']);
    expect(examples.find(({ id }) => id === 'good/3.txt')).toMatchObject({ texts: ['text 3'], target: [1] });
    expect(warnings).toEqual([
      expect.stringMatching(/^TLP349 1 file that does not end in \.txt is ignored: good\/notes\.md/),
      expect.stringMatching(/^TLP397 One text is blank and is left out: good\/blank\.txt/),
    ]);
    expect(await showText(data, 'good/3.txt')).toEqual({ kind: 'text', text: 'text 3' });
  });

  it.each<[string, Record<string, string | Uint8Array>, RegExp]>([
    [
      'files of another encoding',
      { 'good/x.txt': Buffer.from('one\ncafé', 'latin1') },
      /^TLP396 The text .*x\.txt has characters that are not UTF-8 \(line 2\)\. .*`encoding: latin1`/,
    ],
    ['files without end', { 'good/x.txt': 'x'.repeat(11e6) }, /^TLP396 .* has 11,000,000 characters/],
  ])('is refused with %s', async (_, more, message) => {
    expect(await failureOf(folderData({ ...files(), ...more }))).toMatch(message);
  });

  it('is refused without class folders', async () => {
    expect(await failureOf(folderData({ 'a.txt': 'x', 'b.txt': 'y' }))).toMatch(
      /^TLP352 .* contains 2 texts but no class folders\. Create one folder per class/,
    );
  });
});
