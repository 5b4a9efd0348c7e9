import { describe, expect, test } from 'vitest';
import type { TableLabels } from '../../resolve/pipeline.js';
import type { TableAnswer } from './answer.js';
import { readDecoded } from './read.js';
import { joinRows } from './row-examples.js';

const label: TableAnswer = { kind: 'label', column: 'kind' };

function joined(
  text: string,
  options: { answer?: TableAnswer; content?: readonly string[]; split?: string; group?: string } = {},
) {
  const { answer = label, content = ['body'], split = null, group = null } = options;
  const labels: TableLabels = { kind: 'table', path: '/w/mails.csv', task: 'classification', answer };
  const table = readDecoded(text, text.startsWith('{') ? 'jsonl' : 'csv', { verbatim: content });
  return joinRows(table, { labels, content, splitColumn: split, groupColumn: group });
}

describe('each row is an example', () => {
  test('called by the line on which it begins', () => {
    const { outputs, examples } = joined('kind,body\nspam,"buy\nnow"\nham,"well, hello"\nspam,win\n');
    expect(outputs).toEqual(['ham', 'spam']);
    expect(examples.map(({ image, target }) => [image, ...target])).toEqual([
      ['mails.csv:2', 1],
      ['mails.csv:4', 0],
      ['mails.csv:5', 1],
    ]);
  });

  test('with its split and its group', () => {
    const { examples } = joined('kind,body,part,from\na,x,train,ada\nb,y,val,\n', {
      split: 'part',
      group: 'from',
    });
    expect(examples.map(({ split, group }) => [split, group])).toEqual([
      ['train', 'ada'],
      ['validation', null],
    ]);
  });

  test.each<[TableAnswer, string, readonly (readonly number[])[]]>([
    [{ kind: 'labels', column: 'kind', separator: '|' }, 'kind,body\nb|a,x\n,y\n', [[0, 1], []]],
    [{ kind: 'target', columns: ['kind'] }, 'kind,body\n1.5,x\n-2,y\n', [[1.5], [-2]]],
    [{ kind: 'flags', columns: ['kind', 'own'] }, 'kind,own,body\n1,0,x\n1,1,y\n', [[0], [0, 1]]],
    [label, '{"kind": 2, "body": "x"}\n{"kind": 10, "body": "y"}\n', [[0], [1]]],
  ])('for %j', (answer, text, targets) => {
    expect(joined(text, { answer }).examples.map(({ target }) => target)).toEqual(targets);
  });
});

describe('a row is told', () => {
  test.each([
    ['blank', 'a, \nb,y', 2],
    ['empty', ',x\nb,y', 2],
    ['repeated', 'a,x\nb,y\na,x', 4],
  ] as const)('that is %s', (kind, rows, line) => {
    const { problems, examples } = joined(`kind,body\n${rows}\n`);
    expect(problems[kind]).toMatchObject({ count: 1, first: [{ line }] });
    // Copies are examples too.
    expect(examples).toHaveLength(kind === 'repeated' ? 3 : 1);
  });

  test('that has half of a pair', () => {
    const pair = { content: ['body', 'reply'] };
    const { problems, examples } = joined('kind,body,reply\na,x,y\na,x,\nb,x,z\n', pair);
    expect(problems.blank).toMatchObject({ count: 1, first: [{ line: 3, column: 'reply' }] });
    expect([examples.length, problems.repeated]).toEqual([2, undefined]);
  });
});

test('nothing is read where a column is missing', () => {
  expect(joined('kind,text\na,x\n')).toMatchObject({ examples: [], problems: {} });
});
