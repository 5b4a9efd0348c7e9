/** A name that is nearly right is told as that, whatever kind of name it is: with the one that was meant, and nothing else. */
import { expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import type { Example } from '../checks/rule.js';
import { fixAll } from '../editor/fixes/fix-all.js';
import { sceneOf } from '../editor/testing.js';

const phase = (line: string): Example => ({ phase: `freeze: all\nepochs: 5\n${line}` });
const child = (text: string): Example => ({ file: `${exampleText({})}\npipeline small ${text}\n` });

test.each<[string, Example, string]>([
  ['a `let` for a size', { top: 'let size = 96px', backbone: 'resnet18 {\n  input: siez\n}' }, 'size'],
  ['a `let` for a rate', { top: 'let rate = 1e-3', ...phase('learning_rate: rat') }, 'rate'],
  ['a `let` for an optimizer', { top: 'let rule = adam', ...phase('optimizer: rulle') }, 'rule'],
  ['a `let` in a call', { top: 'let part = 20%', head: 'pool\ndropout(prat)\ndense(classes)' }, 'part'],
  [
    'a `let` in a property of parameters',
    { top: 'let few = 3', ...phase('early_stop(patience: fw)') },
    'few',
  ],
  ['a `let` for a range', { top: 'let band = 0.9..1.1', data: 'augment: zoom(bnad)' }, 'band'],
  ['a `let` for a folder', { top: 'let place = "a"', data: 'split: folders(train: plcae)' }, 'place'],
  ['a `let` for weights', { top: 'let lite = "a.pth"', backbone: 'resnet18 {\n  weights: lit\n}' }, 'lite'],
  ['a `let` of its pipeline', { data: '}\nlet many = 8\nhead {\npool\ndense(mnay)\ndense(classes)' }, 'many'],
  ['the number of classes', { head: 'pool\ndense(clases)' }, 'classes'],
  ['the number of classes, as others call it', { head: 'pool\ndense(num_classes)' }, 'classes'],
  ['a metric', phase('early_stop(patience: 3, metric: acuracy)'), 'accuracy'],
  ['a source of data', { file: exampleText({}).replace('images(', 'imges(') }, 'images'],
  ['a pipeline', child('extends flowrs {\n}'), 'flowers'],
  [
    'a phase',
    child('extends flowers {\n  schedule {\n    phase trian {\n      epochs: 8\n    }\n  }\n}'),
    'train',
  ],
  ['a block of the backbone', { phase: 'freeze: ..blok3\nepochs: 3\nlearning_rate: 1e-5' }, 'block3'],
])('%s', (_, example, meant) => {
  const text =
    example.data?.startsWith('}') === true
      ? exampleText(example).replace(/ {2}head \{\n {4}pool\(average\)[\s\S]*?\n {2}\}\n/, '')
      : exampleText(example);
  const { snapshot } = sceneOf(text);
  const errors = snapshot.analysis.diagnostics.filter(({ severity }) => severity !== 'info');
  expect(errors).toMatchObject([{ remedy: expect.stringContaining(`Did you mean \`${meant}\`?`) }]);
  const after = sceneOf(fixAll(snapshot)).snapshot;
  expect(after.analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test.each<[string, Example, readonly string[]]>([
  [
    'published weights whose name is near',
    { top: 'let imagenet2 = "a.pth"', backbone: 'resnet18 {\n  weights: imagenet\n}' },
    ['TLP122'],
  ],
  [
    'a new phase whose name is near',
    child(
      'extends flowers {\n  schedule {\n    phase trains {\n      freeze: none\n      epochs: 8\n      learning_rate: 1e-5\n    }\n  }\n}',
    ),
    [],
  ],
  ['a word that is near nothing', { top: 'let size = 8', data: 'batch: thirty' }, ['TLP122', 'TLP107']],
  ['a call of a `let`', { top: 'let size = 8', data: 'batch: siez(8)' }, ['TLP122', 'TLP107']],
])('%s is not taken for a slip', (_, example, codes) => {
  const { diagnostics } = sceneOf(exampleText(example)).snapshot.analysis;
  expect(diagnostics.filter(({ severity }) => severity !== 'info').map(({ code }) => code)).toEqual(codes);
});

test.each([
  ['images(env("DATA"))', 'images(env("DATA", "data/emoji"))'],
  ['images("photos") {\n    batch: env("BATCH")', 'images("photos") {\n    batch: env("BATCH", 32)'],
])('the default that is offered for a variable fits where it stands: %s', async (written, fixed) => {
  const { applyEdits } = await import('../editor/fixes/edit.js');
  const { fixesOf } = await import('../editor/fixes/index.js');
  const { snapshot } = sceneOf(
    exampleText({}).replace('images("photos") {', `${written}${written.includes('{') ? '' : ' {'}`),
  );
  const text = snapshot.text.getText();
  const start = text.indexOf('env(');
  const at = (offset: number) => snapshot.text.positionAt(offset);
  const [from, to] = [at(start), at(text.indexOf(')', start) + 1)];
  const range = {
    line: from.line + 1,
    column: from.character + 1,
    endLine: to.line + 1,
    endColumn: to.character + 1,
  };
  const variable = /env\("(\w+)"/.exec(text)![1];
  const unset = {
    code: 'TLP120',
    severity: 'error',
    message: '',
    remedy: '',
    file: snapshot.file,
    range,
    args: { variable },
  } as const;
  expect(fixesOf(unset, snapshot).map(({ edits }) => applyEdits(text, edits))).toEqual([
    text.replace(written, fixed),
  ]);
});
