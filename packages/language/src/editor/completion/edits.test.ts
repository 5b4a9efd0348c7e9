import { describe, expect, test } from 'vitest';
import type { ClientAbilities } from '../feature.js';
import { accepted, itemsAt } from './testing.js';

const both: Partial<ClientAbilities> = { insertReplace: true };
const rich: Partial<ClientAbilities> = {
  ...both,
  snippets: true,
  commands: ['editor.action.triggerSuggest'],
};

describe('a word is replaced as a whole', () => {
  // https://github.com/eclipse-langium/langium/issues/1924, https://github.com/prisma/language-tools/issues/1284
  test.each([
    ['let o = ad$0', 'adamw', 'let o = adamw'],
    ['let o = ad$0am', 'adamw', 'let o = adamw'],
    ['let o = $0adam', 'adamw', 'let o = adamw'],
    ['let o = adam$0', 'adamw', 'let o = adamw'],
    ['pipeline a { backbone mobile$0net_v2 {', 'resnet18', 'pipeline a { backbone resnet18 {'],
    ['pipeline a { backbone b { wei$0ghts: imagenet', 'input', 'pipeline a { backbone b { input: imagenet'],
    ['pipeline a { head { pool(av$0erage)', 'max', 'pipeline a { head { pool(max)'],
    ['pipeline a { head { dropout(2$00%)', '20%', 'pipeline a { head { dropout(20%)'],
  ])('%j with `%s`', (text, label, result) => {
    expect(accepted(text, label)).toBe(result);
    expect(accepted(text, label, { client: both })).toBe(result);
  });

  test('a client that inserts keeps what is behind the cursor', () => {
    expect(accepted('let o = ad$0am', 'adamw', { client: both, insert: true })).toBe('let o = adamwam');
  });

  test('the next property is no word to be replaced', () => {
    const text = 'pipeline a { backbone resnet18 { weights: $0input: 64px';
    expect(accepted(text, 'imagenet')).toBe('pipeline a { backbone resnet18 { weights: imagenet input: 64px');
  });
});

describe('what comes with a word', () => {
  test.each([
    ['pipeline a { backbone b { w$0', 'weights', 'pipeline a { backbone b { weights: '],
    // A space is written after a colon and a comma, by whoever did not.
    ['pipeline a { backbone b { weights:$0', 'random', 'pipeline a { backbone b { weights: random'],
    [
      'pipeline a { data images("x") { augment: flip,$0',
      'erase',
      'pipeline a { data images("x") { augment: flip, erase',
    ],
    [
      'pipeline a { schedule { phase b { learning_rate: c$0(1e-4)',
      'cosine',
      'pipeline a { schedule { phase b { learning_rate: cosine(1e-4)',
    ],
    ['pipeline a { h$0', 'head', 'pipeline a { head {\n}'],
    ['pipeline a { $0 {', 'head', 'pipeline a { head {'],
  ])('%j with `%s`', (text, label, result) => {
    expect(accepted(text, label)).toBe(result);
  });

  test('both ends of a range are places to fill in', () => {
    const text = 'pipeline a { data images("x") { augment: $0';
    const one = itemsAt(text, { client: rich }).find(({ label }) => label === 'crop');
    expect(one?.textEdit?.newText).toMatch(/^crop\(\$\{1:60%\}\.\.\$\{2:100%\}\)$/);
  });

  test('arguments that must be are places to fill in', () => {
    const text = 'pipeline a { schedule { phase b { learning_rate: $0';
    expect(accepted(text, 'cosine', { client: rich })).toMatch(
      /cosine\(\$\{1:1e-4\}, warmup: \$\{2:10%\}\)$/,
    );
    expect(accepted(text, 'cosine')).toMatch(/cosine\(1e-4, warmup: 10%\)$/);
  });

  test('only a client that knows snippets gets whole blocks', () => {
    const labels = (client: Partial<ClientAbilities>) => itemsAt('$0', { client }).map(({ label }) => label);
    expect(labels(rich)).toContain('pipeline in two phases');
    expect(labels(both)).not.toContain('pipeline in two phases');
  });

  test('a property asks for its value, where the client can be asked to', () => {
    const command = (client: Partial<ClientAbilities>) =>
      itemsAt('pipeline a { backbone b { $0', { client })[0]?.command?.command;
    expect(command(rich)).toBe('editor.action.triggerSuggest');
    expect(command(both)).toBeUndefined();
  });
});

test('before a value that is there already, a list takes another with its comma, nothing else takes any', () => {
  const list = 'pipeline a { data images("x") { augment: $0 flip';
  expect(accepted(list, 'erase')).toBe('pipeline a { data images("x") { augment: erase, flip');
  expect(itemsAt('pipeline a { data images("x") { resize: $0 crop')).toEqual([]);
  expect(itemsAt('pipeline a { schedule { phase b { freeze: $0 all')).toEqual([]);
});

test('an item explains itself', () => {
  const [item] = itemsAt('pipeline a { schedule { phase b { ep$0').filter(({ label }) => label === 'epochs');
  expect(item).toMatchObject({
    detail: 'required',
    documentation: {
      kind: 'markdown',
      value:
        'Number of passes over the training images.\n\nHolds a whole number from 1 to 100000.\n\n```tlp\nepochs: 10\n```',
    },
  });
  const [backbone] = itemsAt('pipeline a { backbone $0');
  expect(backbone).toMatchObject({
    label: 'efficientnet_lite0',
    detail: '3.4 M parameters, 224px, 75.1% top-1',
  });
});
