import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDecoded, readTable } from './read.js';
import { longestRow, type Separator, type Table } from './table.js';

const csv = (text: string): Table => readTable(text, 'csv');
const json = (text: string): Table => readTable(text, 'jsonl');
const cellsOf = ({ rows }: Table) => rows.map(({ cells }) => cells);

describe('of comma-separated values', () => {
  test('come the columns of the first line, and rows with their lines', () => {
    expect(csv('file,label\na.jpg,cat\nb.jpg,dog\n')).toEqual({
      format: 'csv',
      separator: ',',
      columns: ['file', 'label'],
      rows: [
        { line: 2, cells: ['a.jpg', 'cat'] },
        { line: 3, cells: ['b.jpg', 'dog'] },
      ],
      mistakes: [],
    });
  });

  test.each<[string, string, Separator]>([
    ['semicolons', 'file;label\na.jpg;cat', ';'],
    ['tabs', 'file\tlabel\na.jpg\tcat', '\t'],
    ['semicolons beside decimal commas', 'file;"x,y,z"\na.jpg;cat', ';'],
    ['what Excel names first', 'sep=;\nfile;label\na.jpg;cat', ';'],
    ['nothing', 'file\na.jpg', ','],
  ])('separated by %s', (_, text, separator) => {
    const table = csv(text);
    expect([table.separator, table.rows[0]?.cells[0], table.mistakes]).toEqual([separator, 'a.jpg', []]);
  });

  test.each([
    ['a byte order mark', '\ufefffile,label\na.jpg,cat\n'],
    ['line ends of Windows', 'file,label\r\na.jpg,cat\r\n'],
    ['line ends of both kinds', 'file,label\na.jpg,cat\r\n'],
    ['line ends of old Macs', 'file,label\ra.jpg,cat\r'],
    ['no line end at its end', 'file,label\na.jpg,cat'],
    ['spaces around values', 'file , label\n a.jpg , cat '],
    ['quotes', '"file","label"\n"a.jpg","cat"'],
    ['empty lines and rows', '\nfile,label\n\n,\na.jpg,cat\n\n'],
  ])('with %s', (_, text) => {
    const { columns, rows, mistakes } = csv(text);
    expect([columns, rows.map(({ cells }) => cells), mistakes]).toEqual([
      ['file', 'label'],
      [['a.jpg', 'cat']],
      [],
    ]);
  });

  test('separators, quotes and line ends within quotes are part of a value', () => {
    const { rows } = csv('file,label\n"a,b.jpg","the ""big""\ncat"\nc.jpg,dog');
    expect(rows).toEqual([
      { line: 2, cells: ['a,b.jpg', 'the "big"\ncat'] },
      { line: 4, cells: ['c.jpg', 'dog'] },
    ]);
  });

  test('an apostrophe or an inch in a value without quotes is that', () => {
    expect(cellsOf(csv('file,label\na.jpg,5" nail\nb.jpg,cat\'s'))).toEqual([
      ['a.jpg', '5" nail'],
      ['b.jpg', "cat's"],
    ]);
  });

  test.each([
    ['a quote that is never closed', 'file,label\na.jpg,cat\nb.jpg,"dog\nc.jpg,cat\n', ['open-quote', 3]],
    ['something behind a closing quote', 'file,label\na.jpg,cat\nb.jpg,"dog"s,\n', ['stray-quote', 3]],
  ])('%s is told where it begins', (_, text, expected) => {
    const { mistakes } = csv(text);
    expect([mistakes[0]?.kind, mistakes[0]?.line]).toEqual(expected);
  });

  test('lines of another number of fields are told, and the others read', () => {
    const table = csv('file,label\na.jpg,cat,1\nb.jpg,dog\nc.jpg\n');
    expect(cellsOf(table)).toEqual([['b.jpg', 'dog']]);
    expect(table.mistakes).toEqual([
      { kind: 'fields', line: 2, found: 3, wanted: 2 },
      { kind: 'fields', line: 4, found: 1, wanted: 2 },
    ]);
  });

  test('of nothing comes nothing', () => {
    expect(csv('')).toMatchObject({ columns: [], rows: [], mistakes: [] });
    expect(csv('\n\n')).toMatchObject({ columns: [], rows: [], mistakes: [] });
    expect(csv('file,label\n')).toMatchObject({ columns: ['file', 'label'], rows: [] });
  });

  /** Values as they come back: without the spaces around them, and not all of a row empty. */
  const value = fc.string({ unit: fc.constantFrom(...'ab,;\t"\n é€🙂\'\\.|=') }).map((text) => text.trim());
  const tables = fc.integer({ min: 2, max: 4 }).chain((width) =>
    fc.record({
      rows: fc.array(fc.array(value, { minLength: width, maxLength: width })),
      names: fc.constant(['file', 'label', 'w', 'h'].slice(0, width)),
      delimiter: fc.constantFrom<Separator>(',', ';', '\t'),
      record_delimiter: fc.constantFrom('\n', '\r\n'),
      quoted: fc.boolean(),
      // It leaves a lone line feed bare where lines end otherwise.
      quoted_match: fc.constant(/[\r\n]/),
      bom: fc.boolean(),
    }),
  );

  test('whatever a writer of CSV writes comes back', () => {
    fc.assert(
      fc.property(tables, ({ rows, names, ...options }) => {
        const table = csv(stringify([names, ...rows], options));
        const filled = rows.filter((row) => row.some((cell) => cell !== ''));
        expect([table.columns, cellsOf(table), table.mistakes]).toEqual([names, filled, []]);
        expect(table.separator).toBe(options.delimiter);
      }),
    );
  });

  test('the line of a row is where it begins', () => {
    fc.assert(
      fc.property(tables, ({ rows, names, ...options }) => {
        const text = stringify([names, ...rows], options);
        const lines = text.split(/\r?\n/);
        for (const { line, cells } of csv(text).rows) {
          const before = stringify([[...cells]], { ...options, bom: false }).split(/\r?\n/)[0]!;
          expect(lines[line - 1]).toBe(before);
        }
      }),
    );
  });

  test('no text is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a,;\t"\n\r ') }), (text) => {
        const { columns, rows } = csv(text);
        for (const { cells } of rows) expect(cells).toHaveLength(columns.length);
      }),
    );
  });
});

describe('of lines of JSON', () => {
  test('come columns in the order in which they are first seen', () => {
    const table = json('{"image": "a.jpg", "tags": ["red", "big"]}\n\n{"size": 1.5, "image": "b.jpg"}\r\n');
    expect(table).toEqual({
      format: 'jsonl',
      separator: null,
      columns: ['image', 'tags', 'size'],
      rows: [
        { line: 1, cells: ['a.jpg', ['red', 'big'], ''] },
        { line: 3, cells: ['b.jpg', '', 1.5] },
      ],
      mistakes: [],
    });
  });

  test('`null` is empty, and yes and no are words', () => {
    expect(cellsOf(json('{"a": null, "b": true, "c": [1, 2], "d": []}'))).toEqual([
      ['', 'true', ['1', '2'], []],
    ]);
  });

  test.each([
    ['{"image": "a.jpg"', { kind: 'not-json', line: 2 }],
    ["{'image': 'a.jpg'}", { kind: 'not-json', line: 2 }],
    ['["a.jpg", "cat"]', { kind: 'no-object', line: 2 }],
    ['"a.jpg"', { kind: 'no-object', line: 2 }],
    ['{"image": "b.jpg", "box": {"x": 1}}', { kind: 'nested', line: 2, column: 'box' }],
    ['{"image": "b.jpg", "boxes": [[1, 2]]}', { kind: 'nested', line: 2, column: 'boxes' }],
  ])('the line %s is told', (line, mistake) => {
    const table = json(`{"image": "a.jpg"}\n${line}\n{"image": "c.jpg"}`);
    expect(table.mistakes).toEqual([mistake]);
    expect(table.rows.map((row) => row.cells[0])).toEqual(['a.jpg', 'c.jpg']);
  });

  test('whatever was written comes back', () => {
    const name = fc.string({ minLength: 1 });
    const cell = fc.oneof(
      fc.string().map((text) => text.trim()),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    );
    fc.assert(
      fc.property(fc.array(fc.dictionary(name, cell, { minKeys: 1, noNullPrototype: true })), (objects) => {
        const { columns, rows } = json(objects.map((object) => JSON.stringify(object)).join('\n'));
        expect(rows.map(({ cells }) => cells)).toEqual(
          objects.map((object) =>
            columns.map((column) => (Object.hasOwn(object, column) ? object[column] : '')),
          ),
        );
      }),
    );
  });
});

test.each([
  [
    'of another encoding',
    new TextDecoder().decode(
      Uint8Array.from([...'a,b\nc,', 0xe9].map((s) => (typeof s === 'string' ? s.charCodeAt(0) : s))),
    ),
    2,
  ],
  ['of two bytes a sign', 'f\0i\0l\0e\0', 1],
])('a text %s is told', (_, text, line) => {
  expect(csv(text)).toMatchObject({ rows: [], mistakes: [{ kind: 'encoding', line }] });
});

test('a hundred thousand rows are read', () => {
  const lines = Array.from({ length: 100_000 }, (_, i) => `images/${i}.jpg,"class ${i % 20}",${i / 2}\n`);
  const { rows } = csv(`file,label,size\n${lines.join('')}`);
  expect([rows.length, rows.at(-1)]).toEqual([
    100_000,
    { line: 100_001, cells: ['images/99999.jpg', 'class 19', '49999.5'] },
  ]);
});

describe('a table that was decoded strictly', () => {
  test('keeps the white space of the columns that are wanted as they are', () => {
    expect(readDecoded('kind,body\n spam ,  hi \n', 'csv', { verbatim: ['body'] }).rows[0]?.cells).toEqual([
      'spam',
      '  hi ',
    ]);
    const json = '{"kind": " spam ", "body": " hi\\n"}';
    expect(readDecoded(json, 'jsonl', { verbatim: ['body'] }).rows[0]?.cells).toEqual(['spam', ' hi\n']);
  });

  test('may hold the characters that a wrong decoding leaves', () => {
    expect(readDecoded('a,b\nx\ufffd,y\n', 'csv')).toMatchObject({ rows: [{ cells: ['x\ufffd', 'y'] }] });
  });
});

describe('a row of more characters than a book has', () => {
  const long = 'x'.repeat(longestRow + 1);

  test.each([
    ['csv', `a,b\n1,2\n3,${long}\n4,5\n`, 3],
    ['csv', `${long}\n1\n`, 1],
    ['jsonl', `{"a": 1}\n{"a": "${long}"}\n{"a": 2}\n`, 2],
  ] as const)('is told, and no more than it is lost: %s', (format, text, line) => {
    const { rows, mistakes } = readDecoded(text, format);
    expect(mistakes).toMatchObject([{ kind: 'too-long', line }]);
    expect(rows).toHaveLength(line === 1 ? 0 : 2);
  });
});
