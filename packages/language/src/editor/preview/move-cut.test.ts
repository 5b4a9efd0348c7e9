import { expect, test } from 'vitest';
import { applyEdits } from '../fixes/edit.js';
import { chosen } from '../server/previews/chosen.js';
import { sceneOf, type TestOptions } from '../testing.js';
import { moveCut } from './move-cut.js';

const start = `  backbone resnet18 {
    input: 64px
  }
  data images("photos") {
    split: random(train: 80%, validation: 10%, test: 10%)
  }
  head {
    pool(average)
    dense(classes)
  }
`;
const pipeline = (schedule: string, name = 'p') => `pipeline ${name} {\n${start}${schedule}}\n`;
const phase = (lines: string) =>
  `  schedule {\n    phase head {\n      freeze: all\n      epochs: 1\n    }\n    phase tune {\n${lines}    }\n  }\n`;

/** The text after a click in the column of phase `tune`, or why there is no change. */
function clicked(text: string, after: string | null, named?: string, options?: TestOptions): string {
  const { snapshot } = sceneOf(text, options);
  const found = chosen(snapshot, named === undefined ? { uri: '' } : { uri: '', pipeline: named })!;
  const moved = moveCut(snapshot, found, { phase: 'tune', after });
  return 'refusal' in moved ? moved.refusal : applyEdits(text, [moved.edit]);
}

const own = (freeze: string) => pipeline(phase(`      freeze: ${freeze}\n      epochs: 2\n`));

test.each<[string, string | null, string]>([
  ['..layer2', 'layer3', '..layer3'],
  ['..layer2', 'layer2', '..layer1'],
  ['..layer2 // deep enough', 'layer1', '..layer1 // deep enough'],
  ['all', 'layer4', '..layer3'],
  ['none', 'head', 'all'],
  ['all except layer4', null, 'none'],
  ['stem..layer1, layer2', 'layer3', '..layer3'],
  ['first(5)', 'stem', '..stem'],
  ['..layre2', 'layer2', '..layer2'],
])('`freeze: %s`, a click on %s writes `freeze: %s`', (freeze, after, value) => {
  expect(clicked(own(freeze), after)).toBe(own(value));
});

test('a count from a `let` gives way to blocks, the `let` stays', () => {
  expect(clicked(`let few = 5\n${own('first(few)')}`, 'stem')).toBe(`let few = 5\n${own('..stem')}`);
});

test('`freeze:` is inserted where it was forgotten', () => {
  expect(clicked(pipeline(phase('      epochs: 2\n')), 'layer2')).toBe(own('..layer2'));
});

const base = own('..layer2').replace('pipeline p', 'abstract pipeline base');
const imported = { others: { 'file:///work/base.tlp': base } };

test.each<[string, string, string]>([
  [
    'has no schedule of its own',
    'pipeline p extends base {\n}\n',
    'pipeline p extends base {\n  schedule {\n    phase tune {\n      freeze: ..stem\n    }\n  }\n}\n',
  ],
  [
    'has a schedule of its own',
    'pipeline p extends base {\n  schedule {\n    seed: 3\n  }\n}\n',
    'pipeline p extends base {\n  schedule {\n    seed: 3\n    phase tune {\n      freeze: ..stem\n    }\n  }\n}\n',
  ],
  [
    'has a part of the phase',
    'pipeline p extends base {\n  schedule {\n    phase tune {\n      epochs: 9\n    }\n  }\n}\n',
    'pipeline p extends base {\n  schedule {\n    phase tune {\n      freeze: ..stem\n      epochs: 9\n    }\n  }\n}\n',
  ],
  [
    'stands on one line',
    'pipeline p extends base {}\n',
    'pipeline p extends base {\n  schedule {\n    phase tune {\n      freeze: ..stem\n    }\n  }\n}\n',
  ],
])('an inherited phase is set in the pipeline that is shown, which %s', (_, text, expected) => {
  expect(clicked(`import "base.tlp"\n${text}`, 'stem', 'p', imported)).toBe(`import "base.tlp"\n${expected}`);
  expect(clicked(base + text, 'stem', 'p')).toBe(base + expected);
});

test.each<[string, string, string | null, string]>([
  [
    'there is nothing left to freeze',
    own('all'),
    'head',
    'Phase tune already freezes the whole backbone. The head always trains.',
  ],
  ['nothing is frozen', own('none'), null, 'Phase tune already freezes nothing.'],
  [
    'the phase is gone',
    own('all').replace('phase tune', 'phase late'),
    'stem',
    'There is no longer a phase tune in p.',
  ],
  [
    'the value would not be read',
    own('all').replace('phase tune {', 'phase tune {\n      freeze all'),
    'stem',
    'Fix the errors in phase tune of p first.',
  ],
])('says why where %s', (_, text, after, refusal) => {
  expect(clicked(text, after)).toBe(refusal);
});
