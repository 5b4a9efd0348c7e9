import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { TlpError } from '@tlp/language/diagnostic.js';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../images/testing.js';
import { evaluationTexts } from './evaluation.js';
import { textInputs } from './inputs.js';
import { folderData, mails, tableData } from './testing.js';

async function read(
  argument: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  { columns = ['body'], input = '' }: { columns?: readonly string[]; input?: string } = {},
) {
  const cwd = await folderOf(files);
  const warnings: Diagnostic[] = [];
  const source = {
    cwd,
    byWord: false,
    standardInput: async () => Buffer.from(input),
    onWarnings: async (told: readonly Diagnostic[]) => void warnings.push(...told),
  };
  try {
    const items = await textInputs.at(argument, { columns }, source);
    return {
      texts: items.map(({ id, texts }) => [id.replace(`${cwd}/`, ''), ...texts]),
      warnings: warnings.map(({ code }) => code),
    };
  } catch (error) {
    if (!(error instanceof TlpError)) throw error;
    return { error: error.diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n') };
  }
}

describe('what a command line names is read', () => {
  it.each<[string, Parameters<typeof read>, readonly (readonly string[])[], readonly string[]]>([
    [
      'rows of a table',
      ['a.csv', { 'a.csv': 'id,body\n1,"x\ny"\n2, z\n' }],
      [
        ['a.csv:2', 'x\ny'],
        ['a.csv:4', ' z'],
      ],
      [],
    ],
    [
      'pairs',
      ['a.jsonl', { 'a.jsonl': '{"p": "x", "h": "y"}' }, { columns: ['p', 'h'] }],
      [['a.jsonl:1', 'x', 'y']],
      [],
    ],
    ['blank rows are told', ['a.tsv', { 'a.tsv': 'body\tn\n\t1\nx\t2\n' }], [['a.tsv:3', 'x']], ['TLP397']],
    ['a file', ['a.txt', { 'a.txt': 'one\ntwo\n' }], [['a.txt', 'one\ntwo']], []],
    [
      'a folder',
      ['in', { 'in/10.txt': 'b', 'in/9.txt': 'a', 'in/x.md': '' }],
      [
        ['in/9.txt', 'a'],
        ['in/10.txt', 'b'],
      ],
      [],
    ],
    [
      'a table for a model of files',
      ['a.csv', { 'a.csv': 'text,n\nx,1\n' }, { columns: [] }],
      [['a.csv:2', 'x']],
      [],
    ],
    [
      'lines of standard input',
      ['-', {}, { input: 'one\r\n\ntwo' }],
      [
        ['<stdin>:1', 'one'],
        ['<stdin>:3', 'two'],
      ],
      [],
    ],
  ])('%s', async (_, args, texts, warnings) => {
    expect(await read(...args)).toEqual({ texts, warnings });
  });

  it.each<[string, Parameters<typeof read>, RegExp]>([
    ['what is not there', ['b.csv', {}], /^TLP876 b\.csv does not exist/],
    [
      'a table without the column',
      ['a.csv', { 'a.csv': 'text\nx\n' }],
      /^TLP325 The table a\.csv has no column `body`/,
    ],
    ['a table that cannot be read', ['a.csv', { 'a.csv': 'body,n\nx\n' }], /^TLP324 In line 2 of a\.csv/],
    ['other encodings', ['a.txt', { 'a.txt': Buffer.from('é', 'latin1') }], /^TLP396/],
    [
      'one text for a pair',
      ['a.txt', { 'a.txt': 'x' }, { columns: ['p', 'h'] }],
      /^TLP876 The model reads pairs/,
    ],
    ['a folder of other files', ['in', { 'in/x.md': '' }], /^TLP876 The folder in has no files/],
  ])('but not %s', async (_, args, error) => {
    expect(await read(...args)).toEqual({ error: expect.stringMatching(error) });
  });
});

describe('data to judge a model by', () => {
  it('are those of a table, by the names of the model’s classes', async () => {
    const { examples } = await evaluationTexts(await tableData(mails(4)), ['eggs', 'spam', 'ham']);
    expect(examples.map(({ target }) => target[0])).toEqual([2, 1, 2, 1]);
  });

  it('are those of a folder, and may lack a class', async () => {
    const data = await folderData({ 'spam/1.txt': 'x' });
    expect((await evaluationTexts(data, ['ham', 'spam'])).examples).toMatchObject([{ target: [1] }]);
  });

  it('have no class that the model does not know', async () => {
    await expect(evaluationTexts(await tableData(mails(4)), ['ham', 'eggs'])).rejects.toThrow(
      /no class spam/,
    );
  });
});
