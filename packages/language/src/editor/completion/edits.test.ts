// biome-ignore-all lint/suspicious/noTemplateCurlyInString: places of snippets are written so.
import { describe, expect, test } from 'vitest';
import type { ClientAbilities } from '../feature.js';
import { suggestCommand } from '../server/requests.js';
import { accepted, itemsAt } from './testing.js';

const both: Partial<ClientAbilities> = { insertReplace: true };
const rich: Partial<ClientAbilities> = {
  ...both,
  snippets: true,
  commands: [suggestCommand],
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
    // A space is written after a colon and a comma, by whoever did not; not in the middle of a word.
    ['pipeline a { backbone b { weights:ran$0', 'random', 'pipeline a { backbone b { weights:random'],
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
    // A property that is written with brackets comes with them.
    const phase = 'pipeline a { schedule { phase b { ';
    expect(accepted(`${phase}ea$0`, 'early_stop', { client: rich })).toBe(
      `${phase}early_stop(patience: \${1:3})`,
    );
    expect(accepted(`${phase}ea$0`, 'early_stop')).toBe(`${phase}early_stop(patience: 3)`);
    expect(accepted(text, 'cosine')).toMatch(/cosine\(1e-4, warmup: 10%\)$/);
  });

  test('only a client that knows snippets gets whole blocks', () => {
    const labels = (client: Partial<ClientAbilities>) => itemsAt('$0', { client }).map(({ label }) => label);
    expect(labels(rich)).toContain('pipeline in two phases');
    expect(labels(both)).not.toContain('pipeline in two phases');
  });

  test.each([
    ['augment: $0', 'flip', 'flip'],
    ['augment: flip($0', 'direction:', 'direction: '],
    // Only some words may stand there, so they are to choose from; the example stands first.
    [
      'layer',
      'activation',
      'activation(${1|relu,relu6,swish,silu,hard_swish,hard_sigmoid,gelu,gelu_tanh,tanh,sigmoid,softmax|})',
    ],
    [
      'layer',
      'dense',
      'dense(${1:256}, ${2|relu,relu6,swish,silu,hard_swish,hard_sigmoid,gelu,gelu_tanh,tanh,sigmoid,softmax,none|})',
    ],
    ['layer', 'dropout', 'dropout(${1:20%})'],
  ])('places offer what may stand there: %s %s', (line, label, inserted) => {
    const text =
      line === 'layer'
        ? `pipeline a { head { pool $0 dense(classes) }`
        : `pipeline a { data images("x") { ${line}`;
    const item = itemsAt(text, { client: rich }).find((one) => one.label === label);
    expect(item?.textEdit?.newText).toBe(inserted);
  });

  const list = (...names: readonly string[]) => ({
    read: () => undefined,
    head: () => undefined,
    list: (uri: string) => (uri === 'file:///work' ? names.map((name) => ({ name, folder: true })) : []),
    complete: true,
  });

  test('the folder of the data is chosen from those that are there', () => {
    const files = list('tulips', 'roses', '.git');
    const text = 'pipeline a { data $0';
    const images = (options = {}) => itemsAt(text, { client: rich, ...options })[0];
    expect(images({ files })?.textEdit?.newText).toBe('images("$1")');
    expect(images({ files })?.command?.command).toBe(suggestCommand);
    expect(images()?.textEdit?.newText).toBe('images("${1:data/emoji}")');
    expect(images()?.command).toBeUndefined();
    const block = itemsAt('pipeline a { $0', { client: rich, files }).find(({ label }) =>
      label.startsWith('data with one folder per class'),
    );
    expect(block?.textEdit?.newText).toContain('images("${1|roses,tulips|}")');
  });

  test('a snippet freezes blocks of the backbone that is there', () => {
    const phase = (backbone: string) =>
      itemsAt(`pipeline a { backbone ${backbone} schedule { $0`, { client: rich }).find(
        ({ label }) => label === 'phase that fine-tunes the backbone',
      )?.textEdit?.newText;
    expect(phase('resnet18')).toContain('freeze: ${2|..layer3,..layer1,..layer2|}\n');
    expect(phase('efficientnet_lite0')).toContain('freeze: ${2|..block5,..block1,');
  });

  /** After these words, another one is due. */
  test.each([
    ['pipeline a { $0', 'backbone'],
    ['pipeline a { $0', 'data'],
    ['pipeline a { backbone b { $0', 'weights'],
    ['pipeline a { schedule { phase b { $0', 'freeze'],
    ['pipeline a { schedule { phase b { freeze: all $0', 'except'],
    ['pipeline a { data images("$0")', 'roses/'],
    ['pipeline a { data images("x") { augment: flip($0', 'direction:'],
  ])('%j: after `%s` the next list opens, where the client can be asked to', (text, label) => {
    const command = (client: Partial<ClientAbilities>) =>
      itemsAt(text, { client, files: list('roses') }).find((one) => one.label === label)?.command;
    // As one that opened while typing: Enter then ends a line that is whole.
    expect(command(rich)).toMatchObject({ command: suggestCommand, arguments: [{ auto: true }] });
    expect(command(both)).toBeUndefined();
  });

  test('a filled place is for clients that cannot be asked to open the list', () => {
    const epochs = (client: Partial<ClientAbilities>) =>
      itemsAt('pipeline a { schedule { phase b { freeze: all\nep$0', { client })[0];
    expect(epochs({ snippets: true })).toMatchObject({ textEdit: { newText: 'epochs: ${1:10}' } });
    expect(epochs(rich)).toMatchObject({
      textEdit: { newText: 'epochs: ' },
      command: { command: suggestCommand },
    });
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
        'Number of passes over the training examples.\n\nHolds a whole number from 1 to 100000.\n\n```tlp\nepochs: 10\n```',
    },
  });
  const backbone = itemsAt('pipeline a { backbone $0').find(({ label }) => label === 'efficientnet_lite0');
  expect(backbone).toMatchObject({
    label: 'efficientnet_lite0',
    detail: '3.4M parameters, 224px, 75.1% top-1',
  });
});
