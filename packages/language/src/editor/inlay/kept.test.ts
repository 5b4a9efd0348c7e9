import { describe, expect, test } from 'vitest';
import { exampleText } from '../../checks/example.js';
import { typed } from '../../testing/typed.js';
import { inlayHints } from '../inlay-hints.js';
import { defaultSettings, type EditorSettings } from '../settings.js';
import { sceneOf } from '../testing.js';

const sound = `pipeline flowers {
  backbone resnet18 { weights: imagenet input: 224px }
  data images("photos") { batch: 16 split: stratified(train: 80%, validation: 10%, test: 10%) }
  head {
    pool(average)
    dense(64, relu)
    dense(classes)
  }
  schedule {
    phase head {
      freeze: all
      epochs: 1
      optimizer: adam
      learning_rate: 1e-3
    }
  }
}
`;

const folder = (name: string) => ({ name, folder: true });
const images = Array.from({ length: 40 }, (_, i) => ({ name: `${i}.png`, folder: false }));
const files = {
  read: () => undefined,
  head: () => undefined,
  list: (uri: string) => (uri.endsWith('/photos') ? [folder('rose'), folder('tulip')] : images),
  complete: true,
};

/** An editor that asks for the hints after every change. */
function editor() {
  const stage = sceneOf('', { files });
  const { workspace } = stage;
  const { uri } = stage.snapshot;
  let version = 1;
  /** By line, from 0, labels that stand in it. */
  const shownIn = (
    text: string,
    [from, to] = [0, 999],
    settings: Partial<EditorSettings> = {},
  ): ReadonlyMap<number, readonly string[]> => {
    const known = workspace.isOpen(uri) ? workspace.snapshot(uri) : undefined;
    const snapshot = known?.text.getText() === text ? known : workspace.open(uri, ++version, text);
    const range = { start: { line: from, character: 0 }, end: { line: to, character: 0 } };
    const scene = { ...stage, snapshot, settings: { ...defaultSettings, ...settings } };
    const lines = new Map<number, string[]>();
    for (const { position, label } of inlayHints.answer(scene, { textDocument: { uri }, range })) {
      lines.set(position.line, [...(lines.get(position.line) ?? []), String(label)]);
    }
    return lines;
  };
  return { shownIn, close: () => workspace.close(uri) };
}

const alone = (text: string) => editor().shownIn(text);
const whole = alone(sound);

/** What is shown of the text after the one before it, by line. */
const after = (...texts: readonly string[]) => {
  const { shownIn } = editor();
  return texts.map((text) => shownIn(text)).at(-1)!;
};

const slip = sound.replace('dense(64, relu)', 'dense(64, re');

describe('while a word is half typed, other lines keep their hints', () => {
  test.each([
    ['an argument', slip, 5],
    ['a word that nobody knows', sound.replace('dense(64, relu)', 'den'), 5],
    ['a number of the data', sound.replace('batch: 16', 'batch: '), 2],
    ['a number without its unit', sound.replace('224px', '224p'), 1],
  ])('%s', (_, text, line) => {
    const others = (lines: typeof whole) => new Map([...lines].filter(([at]) => at !== line));
    expect(others(alone(text))).not.toEqual(others(whole));
    expect(others(after(sound, text))).toEqual(others(whole));
  });

  test('and move with a line that is begun above them', () => {
    const begun = sound.replace('    pool', '    dropo\n    pool');
    const moved = new Map([...whole].map(([line, labels]) => [line < 4 ? line : line + 1, labels]));
    expect(after(sound, begun)).toEqual(moved);
  });

  test('through all signs of the word', () => {
    const { shownIn } = editor();
    shownIn(sound);
    for (const typedSoFar of [
      '',
      'd',
      'de',
      'den',
      'dens',
      'dense(',
      'dense(6',
      'dense(64,',
      'dense(64, r',
    ]) {
      const shown = shownIn(sound.replace('dense(64, relu)', typedSoFar));
      const others = [...shown.keys()].filter((line) => line !== 5);
      expect(others.toSorted((a, b) => a - b)).toEqual([1, 2, 4, 6, 10, 11]);
    }
  });
});

describe('none lingers', () => {
  test.each([
    ['once the word is whole', [slip, sound.replace('64', '32')]],
    ['once another line is edited too', [slip, slip.replace('epochs: 1', 'epochs: 2')]],
    ['where several lines are gone', [sound.replace(/ {4}dense.*\n.*classes\)\n/, '')]],
    ['where a block is gone', [sound.replace(/ {2}backbone.*\n/, '')]],
    ['where a line is emptied', [sound.replace(/backbone.*/, '')]],
    ['where a line is commented out', [sound.replace('backbone', '// backbone')]],
    ['where all is gone', ['']],
    ['where nothing is wrong', [sound.replace('batch: 16 ', '')]],
  ])('%s', (_, texts) => {
    expect(after(sound, ...texts)).toEqual(alone(texts.at(-1)!));
  });

  test('where the text was closed', () => {
    const { shownIn, close } = editor();
    shownIn(sound);
    close();
    shownIn('');
    expect(shownIn(slip)).toEqual(alone(slip));
  });

  test('of a kind that is switched off', () => {
    const { shownIn } = editor();
    shownIn(sound);
    const inlayHints = { ...defaultSettings.inlayHints, parameters: false };
    expect([...shownIn(slip, [0, 999], { inlayHints }).values()].flat().join()).not.toContain('trained');
  });

  test('outside of what is asked for, and it is there once it is', () => {
    const { shownIn } = editor();
    shownIn(sound, [0, 8]);
    shownIn(sound, [8, 99]);
    expect([...shownIn(slip, [8, 99]).keys()]).toEqual([10, 11]);
    expect([...shownIn(slip, [0, 8]).keys()]).toEqual([1, 2, 4, 6]);
  });
});

test('a text that is typed sign by sign loses a hint of another line only where its value is written', () => {
  const { shownIn } = editor();
  const text = exampleText({
    backbone: 'resnet18 {\n    weights: imagenet\n    input: 160px\n  }',
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%)\naugment: flip(horizontal), rotate(10deg)\nbatch: 4',
    head: 'pool(both)\ndense(64, relu)\nbatch_norm\ndropout(20%)\ndense(classes)',
  });
  const lost: string[] = [];
  let before: ReadonlyMap<number, readonly string[]> = new Map();
  let lines: readonly string[] = [];
  for (const now of typed(text)) {
    const shown = shownIn(now);
    const edited = now.split('\n').findIndex((line, index) => line !== lines[index]);
    for (const [line, { length }] of before) {
      if (line !== edited && length > (shown.get(line)?.length ?? 0))
        lost.push(now.split('\n')[edited]!.trim());
    }
    before = shown;
    lines = now.split('\n');
  }
  expect(before.size).toBeGreaterThan(8);
  expect(lost).toEqual(['input: 160px', 'batch: 4']);
});
