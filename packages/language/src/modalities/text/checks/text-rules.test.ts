/** What rules about texts say of more than their two examples. */
import { expect, it } from 'vitest';
import { exampleText } from '../../../checks/example.js';
import type { Example } from '../../../checks/rule.js';
import { resolveText } from '../../../compile-text.js';
import { commandLineBudget } from '../../../data/look.js';
import { exampleFiles } from '../../../testing/example-files.js';
import { reviews, textExample } from './example.js';

const file = '/home/ada/reviews.tlp';

async function told(code: string, example: Example): Promise<readonly string[]> {
  const files = exampleFiles(example, file);
  const { diagnostics } = await resolveText(exampleText(example), { file, files, look: commandLineBudget });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return diagnostics.filter((one) => one.code === code).map(({ message }) => message);
}

const network = (type: string, files: Readonly<Record<string, string>>) => {
  const sizes = { vocab_size: 100, n_embd: 8, n_layer: 1, n_head: 2, hidden_size: 8, num_hidden_layers: 1 };
  const config = { model_type: type, num_attention_heads: 2, intermediate_size: 16, ...sizes };
  return { 'minilm/config.json': JSON.stringify(config), ...files };
};
const bert = network('bert', {});
const gpt2 = network('gpt2', { 'minilm/vocab.json': '{}', 'minilm/merges.txt': '' });
const lastPooled = { ...bert, 'minilm/1_Pooling/config.json': '{"pooling_mode_lasttoken": true}' };

it.each([
  ['BERT', bert, 'pool(class_token)', null],
  ['BERT', bert, 'pool(average)', null],
  ['BERT', bert, 'dropout(10%)\npool(last_token)', /^The last token of BERT/],
  ['BERT', bert, 'lstm(8, return: sequence)\npool(last_token)', null],
  ['one that is used with its last token', lastPooled, 'pool(last_token)', null],
  ['GPT-2', gpt2, 'pool(class_token)', /^GPT-2 reads from left to right/],
  ['GPT-2', gpt2, 'pool(average)', null],
])('of %s, case %#: a pool that fits the family or not', async (_, folder, head, expected) => {
  const { others, ...example } = textExample({ head: `${head}\ndense(classes)` });
  const messages = await told('TLP528', { ...example, others: { ...others, ...folder } });
  expect(messages).toEqual(expected === null ? [] : [expect.stringMatching(expected)]);
});

it.each([
  ['question1', 'question1,stars,question2', /`question1`, and the table has a column `question2`/],
  ['question2', 'question1,stars,question2', /`question2`, and the table has a column `question1`/],
  ['Question', 'Question,stars,Context', /`Question`, and the table has a column `Context`/],
  ['question1, question2', 'question1,stars,question2', null],
  // Another column, and two of different names.
  ['body', 'body,stars,premise', null],
  ['question1', 'question1,stars,title2', null],
])('`text: %s` of a table with %s', async (text, header, expected) => {
  const others = { 'reviews.csv': reviews({}, header).replaceAll(/,(\d)$/gm, ',so it is $1') };
  const messages = await told('TLP529', textExample({ data: `text: ${text}\nlabel: stars`, others }));
  expect(messages).toEqual(expected === null ? [] : [expect.stringMatching(expected)]);
});
