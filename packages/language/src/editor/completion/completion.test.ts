import { describe, expect, test } from 'vitest';
import { sceneOf, type TestOptions } from '../testing.js';
import { completion } from './completion.js';

/** The labels that are offered at `$0`, in order. */
function offered(text: string, options: TestOptions = {}): readonly string[] {
  const scene = sceneOf(text, options);
  const { items } = completion.answer(scene, scene.params);
  return items.toSorted((a, b) => (a.sortText! < b.sortText! ? -1 : 1)).map(({ label }) => label);
}

const inPhase = (line: string): string =>
  `pipeline a {\n  backbone efficientnet_lite0\n  schedule {\n    phase tune {\n      ${line}\n    }\n  }\n}\n`;

describe('members', () => {
  test.each([
    ['$0', ['pipeline', 'import', 'let', 'abstract']],
    ['pipeline a {\n  $0\n}', ['backbone', 'data', 'head', 'schedule', 'let']],
    ['pipeline a {\n  head {\n    pool\n  }\n  $0\n  data images("x")\n}', ['backbone', 'schedule', 'let']],
    ['pipeline a {\n  backbone resnet18 {\n    $0\n  }\n}', ['weights', 'input']],
    ['pipeline a {\n  backbone resnet18 {\n    w$0\n    input: 64px\n  }\n}', ['weights']],
    ['pipeline a {\n  schedule {\n    $0\n', ['monitor', 'seed', 'top_k', 'phase']],
  ])('%j', (text, labels) => {
    expect(offered(text)).toEqual(labels);
  });

  test('required ones first', () => {
    expect(offered(inPhase('$0')).slice(0, 3)).toEqual(['freeze', 'epochs', 'optimizer']);
  });
});

describe('values', () => {
  test.each([
    ['optimizer: $0', ['adamw', 'adam', 'sgd', 'rmsprop', 'env']],
    ['freeze: ..$0', ['stem', 'block1', 'block2', 'block3', 'block4', 'block5', 'block6', 'block7', 'top']],
    ['freeze: block6..$0', ['block6', 'block7', 'top']],
    ['label_smoothing: 1$0', ['1%', '0%', '10%', 'env']],
  ])('%s', (line, labels) => {
    expect(offered(inPhase(line))).toEqual(labels);
  });
});
