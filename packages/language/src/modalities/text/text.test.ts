import { describe, expect, test } from 'vitest';
import type { Example } from '../../checks/rule.js';
import { resolveText } from '../../compile-text.js';
import { sizeOf } from '../../data/counts.js';
import { commandLineBudget, editorBudget } from '../../data/look.js';
import type { SourceFiles } from '../../files.js';
import { exampleFiles } from '../../testing/example-files.js';
import { lookAtData } from '../look.js';
import { folderExample, reviews, textExample } from './checks/example.js';

const file = '/work/reviews.tlp';

async function resolved(example: Example) {
  const files = exampleFiles(example, file);
  const { pipelines, diagnostics } = await resolveText(example.file ?? '', {
    file,
    files,
    look: commandLineBudget,
  });
  const told = diagnostics.map(({ code, message, remedy }) => `${code} ${message} ${remedy}`);
  const data = pipelines[0]?.data;
  return { data, told, size: data && sizeOf(lookAtData(files, data, commandLineBudget)!, data.split) };
}

const pairs = Array.from(
  { length: 20 },
  (_, i) => `{"premise": "p${i}", "hypothesis": "h${i}", "relation": "${i % 2 ? 'follows' : 'not'}"}`,
).join('\n');

describe('data text(…)', () => {
  test('of a table are its rows, and its columns say what is right', async () => {
    const { data, told, size } = await resolved(textExample());
    expect(data).toMatchObject({
      kind: 'text',
      path: '/work/reviews.csv',
      text: ['body'],
      long: 'head',
      encoding: 'utf8',
      labels: { kind: 'table', path: '/work/reviews.csv', answer: { kind: 'label', column: 'stars' } },
    });
    expect(data?.labels).not.toHaveProperty('file');
    expect(told).toEqual([]);
    expect(size).toEqual({
      classes: 2,
      images: { train: 16, validation: 2, test: 2 },
      perClass: [8, 8],
    });
  });

  test('may be pairs', async () => {
    const { data, told } = await resolved(
      textExample({
        path: 'pairs.jsonl',
        data: 'text: premise, hypothesis\nlabel: relation\nlong: head_tail',
        others: { 'pairs.jsonl': pairs },
      }),
    );
    expect(data).toMatchObject({ text: ['premise', 'hypothesis'], long: 'head_tail' });
    expect(told).toEqual([]);
  });

  test('of a folder are the files of its class folders', async () => {
    const others = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`reviews/${i % 2 ? 'good' : 'bad'}/${i}.txt`, `text ${i}`]),
    );
    const { data, told, size } = await resolved(
      textExample({ path: 'reviews', data: 'label: folder', others }),
    );
    expect(data).toMatchObject({ text: [], labels: { kind: 'folder' } });
    expect(told).toEqual([]);
    expect(size).toMatchObject({ classes: 2 });
  });

  test.each([
    ['labels: tags', 'multi_label', 'classes'],
    ['target: price', 'regression', 'targets'],
  ] as const)('have any task: %s', async (answer, task, units) => {
    const rows = Array.from({ length: 20 }, (_, i) => `text ${i},${i % 2 ? 'a|b' : 'a'},${i / 2}`);
    const { data } = await resolved(
      textExample({
        data: `text: body\n${answer}`,
        units,
        others: { 'reviews.csv': `body,tags,price\n${rows.join('\n')}\n` },
      }),
    );
    expect(data?.labels).toMatchObject({ kind: 'table', task });
  });
});

describe('one message tells what is wrong', () => {
  const other = (header: string) => ({ others: { 'reviews.csv': reviews({}, header) } });

  test.each<[string, Parameters<typeof textExample>[0], RegExp]>([
    ['no text column', { data: 'label: stars' }, /^TLP321 .*reviews\.csv holds the text\. .*`text: body`/],
    ['nothing to predict', { data: 'text: body' }, /^TLP321 .*is to be predicted/],
    ['a column that is not there', other('Body,stars,shop'), /^TLP325 .*no column `body`.*Body/],
    [
      'a group that is not there',
      {
        data: 'text: body\nlabel: stars\nsplit: random(train: 80%, validation: 10%, test: 10%, group: column(author))',
      },
      /^TLP325 .*`author`/,
    ],
    [
      'a table that is not there',
      { path: 'review.csv' },
      /^TLP323 .*review\.csv does not exist.*reviews\.csv/,
    ],
    ['a spreadsheet', { path: 'reviews.xlsx', data: 'text: body\nlabel: stars' }, /^TLP322 .*CSV UTF-8/],
    ['a single file', { path: 'reviews.txt' }, /^TLP322 .*or a folder/],
    [
      'a column of a folder',
      { path: 'reviews', others: folderExample().others },
      /^TLP320 .*`data text\("spam\.csv"\)`/,
    ],
    [
      'an unclosed quotation mark',
      { others: { 'reviews.csv': reviews({ 5: '"oh,one,2' }) } },
      /^TLP324 In line 6 of reviews\.csv a quotation mark/,
    ],
    ['an empty file', { others: { 'reviews.csv': '' } }, /^TLP327 .*no rows.*each text/],
    [
      'rows without a label',
      { others: { 'reviews.csv': reviews({ 5: 'oh,,2' }) } },
      /^TLP328 1 row of reviews\.csv has no `stars` \(line 6\)/,
    ],
    ['a table of labels beside it', { data: 'text: body\nlabel: stars\ntable: "x.csv"' }, /^TLP101 .*table/],
  ])('%s', async (_, example, message) => {
    const { told } = await resolved(textExample(example));
    expect(told).toEqual([expect.stringMatching(message)]);
  });
});

test('messages speak of texts', async () => {
  const few = 'text: body\nlabel: stars\nsplit: stratified(train: 80%, validation: 20%)';
  const rows = reviews(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [2 * i + 2, ',,'])));
  const { told } = await resolved(textExample({ data: few, others: { 'reviews.csv': rows } }));
  expect(told.join('\n')).toMatch(/no texts for a final test/);
  expect(told.join('\n')).toMatch(/only one text of one/);
  expect(told.join('\n')).not.toMatch(/image/);
});

test('a table that is too long to be read is judged by its first rows', async () => {
  const example = textExample({
    data: 'text: Body\nlabel: stars',
    others: { 'reviews.csv': `${reviews()}"open` },
  });
  const base = exampleFiles(example, file);
  const isTable = (path: string) => path.endsWith('.csv');
  const files: SourceFiles = {
    ...base,
    size: (path) => (isTable(path) ? 14_000_000 : undefined),
    read: (path) => (isTable(path) ? undefined : base.read(path)),
  };
  const options = { file, files, look: editorBudget };
  const { diagnostics } = await resolveText(example.file ?? '', options);
  expect(diagnostics.map(({ code }) => code)).toEqual(['TLP325']);
  const sound = await resolveText((example.file ?? '').replace('Body', 'body'), options);
  expect(sound.diagnostics).toEqual([]);
  const { data } = sound.pipelines[0]!;
  const seen = lookAtData(files, data, editorBudget)!;
  expect([seen.whole, seen.table?.columns, sizeOf(seen, data.split)]).toEqual([
    false,
    ['body', 'stars', 'shop'],
    undefined,
  ]);
});
