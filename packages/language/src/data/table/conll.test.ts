import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestLine, readConll } from './conll.js';
import { readDecoded } from './read.js';

const rowsOf = (text: string, options = {}) =>
  readConll(text, options).rows.map(({ line, cells }) => [line, ...cells]);

describe('sentences', () => {
  test('end at blank lines, however many, and know their lines', () => {
    const { columns, rows, mistakes } = readConll('\n\nAnna B-PER\nsleeps O\n \t\n\nOslo B-LOC');
    expect([columns, mistakes]).toEqual([['word', 'entity'], []]);
    expect(rows).toEqual([
      {
        line: 3,
        lines: [3, 4],
        cells: [
          ['Anna', 'sleeps'],
          ['B-PER', 'O'],
        ],
      },
      { line: 7, lines: [7], cells: [['Oslo'], ['B-LOC']] },
    ]);
  });

  test('of CoNLL-2003 stand behind the lines of documents', () => {
    const text =
      '-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n-DOCSTART- -X- O O\nGerman JJ B-NP B-MISC\n';
    expect(readConll(text).columns).toEqual(['word', 'pos', 'chunk', 'entity']);
    expect(rowsOf(text).map(([line]) => line)).toEqual([3, 6]);
  });

  test('may have words with spaces where tabs part the columns', () => {
    expect(rowsOf('New York\tB-LOC\n')).toEqual([[1, ['New York'], ['B-LOC']]]);
  });

  test('have the columns that are named, from the left', () => {
    expect(readConll('1 Anna B-PER x', { names: ['number', 'token', 'tag'] }).columns).toEqual([
      'number',
      'token',
      'tag',
      'column4',
    ]);
  });

  test('may have words that are hashes, and comments that have other columns', () => {
    const text = '# a comment of many words\n#one O\n# O\nword O\n';
    expect(rowsOf(text)).toEqual([[2, ['#one', '#', 'word'], ['O', 'O', 'O']]]);
  });

  test('of CoNLL-U have names of their own, and no words twice', () => {
    const line = (id: string, form: string, tag: string) => `${id}\t${form}\t_\t${tag}\t_\t_\t0\t_\t_\t_`;
    const text = [
      '# text = del mundo',
      line('1-2', 'del', '_'),
      line('1', 'de', 'ADP'),
      line('2', 'el', 'DET'),
      line('2.1', 'x', '_'),
      line('3', 'mundo', 'NOUN'),
    ].join('\n');
    const { columns, rows } = readDecoded(text, 'conllu');
    const at = (name: string) => rows[0]!.cells[columns.indexOf(name)];
    expect([at('FORM'), at('UPOS')]).toEqual([
      ['de', 'el', 'mundo'],
      ['ADP', 'DET', 'NOUN'],
    ]);
    expect(rows[0]!.lines).toEqual([3, 4, 6]);
  });

  test('of CoNLL-U Plus name their columns', () => {
    const text = '# global.columns = ID FORM PARSEME:NE\n1\tAnna\tB\n';
    expect(readConll(text).columns).toEqual(['ID', 'FORM', 'PARSEME:NE']);
  });
});

describe('what is wrong', () => {
  test('a line without a tag is told by its number', () => {
    const { rows, mistakes } = readConll('Anna B-PER\nsleeps\nhere O\n');
    expect(mistakes).toEqual([{ kind: 'fields', line: 2, found: 1, wanted: 2 }]);
    expect(rows[0]!.lines).toEqual([1, 3]);
  });

  test('a line of ten megabytes is told, and the others are read', () => {
    const { rows, mistakes } = readConll(`Anna B-PER\n${'x'.repeat(1e7)} O\nOslo B-LOC\n`);
    expect(mistakes).toEqual([{ kind: 'too-long', line: 2, found: 1e7 + 2, wanted: longestLine }]);
    expect(rows[0]!.cells[0]).toEqual(['Anna', 'Oslo']);
  });

  test('a file without any sentence has none', () => {
    for (const text of ['', '\n\n', '-DOCSTART-\n']) {
      expect(readConll(text)).toMatchObject({ rows: [], mistakes: [] });
    }
  });

  test('a sentence of 100,000 words is read in no time worth mentioning', () => {
    const { rows } = readConll('word O\n'.repeat(100_000));
    expect(rows.map(({ lines }) => lines!.length)).toEqual([100_000]);
  });
});

test('words and tags come back as they were written', () => {
  const word = fc.stringMatching(/^[^\s#-][^\s]{0,8}$/u);
  const sentences = fc.array(fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(sentences, fc.constantFrom(' ', '\t', '  '), (written, separator) => {
      const text = written.map((own) => own.map((pair) => pair.join(separator)).join('\n')).join('\n\n');
      const read = readConll(text).rows.map(({ cells: [words, tags] }) =>
        (words as string[]).map((one, i) => [one, (tags as string[])[i]]),
      );
      expect(read).toEqual(written);
    }),
  );
});

test('no text at all makes it fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.boolean(), (text, universal) => {
      const { rows, columns } = readConll(text, { universal });
      for (const { cells, lines } of rows) {
        expect(cells.map((cell) => (cell as string[]).length)).toEqual(columns.map(() => lines!.length));
      }
    }),
  );
});
