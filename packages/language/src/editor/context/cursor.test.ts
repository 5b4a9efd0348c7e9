import { describe, expect, test } from 'vitest';
import { sceneOf } from '../testing.js';
import { cursorAt } from './cursor.js';
import type { Block } from './outline.js';

/** The slot at `$0`, the blocks around it from the outside in, and the calls. */
function at(marked: string): string {
  const { snapshot, offset } = sceneOf(marked);
  const { slot, block, calls, value } = cursorAt(snapshot, offset);
  const path: string[] = [];
  for (let up: Block | undefined = block; up; up = up.parent) path.unshift(up.keyword);
  const names = [
    value?.name?.text,
    ...calls.map(({ callee, argument, position }) => `${callee?.text}(${argument?.text ?? position})`),
  ];
  return [slot, path.join('/'), ...names.filter((name) => name !== undefined)].join(' ');
}

describe('sound texts', () => {
  test.each([
    ['$0', 'member file'],
    ['pipeline a { $0', 'member file/pipeline'],
    ['pipeline a { backbone $0', 'backbone file/pipeline'],
    ['pipeline a extends $0', 'parent file'],
    ['pipeline a { data images($0', 'argument file/pipeline images(0)'],
    ['pipeline a { head { dense(64, $0', 'argument file/pipeline/head dense(1)'],
    ['pipeline a { schedule { phase b { freeze: $0', 'freeze file/pipeline/schedule/phase freeze'],
    ['pipeline a { schedule { phase b { epochs: 3 $0', 'after file/pipeline/schedule/phase epochs'],
    [
      'pipeline a { schedule { phase b { learning_rate: step(1e-3, every: $0',
      'argument file/pipeline/schedule/phase learning_rate step(every)',
    ],
    [
      'pipeline a { schedule { phase b { learning_rate: step(env("A", $0',
      'argument file/pipeline/schedule/phase learning_rate step(0) env(1)',
    ],
    ['let a = $0', 'value file a'],
  ])('%j', (text, expected) => {
    expect(at(text)).toBe(expected);
  });
});

describe('broken texts', () => {
  test.each([
    // A brace that was forgotten.
    ['pipeline a { backbone b {\n input: 64px\n data images("x") {\n $0', 'member file/pipeline/data'],
    ['pipeline a { head { pool(\n }\n schedule { $0', 'member file/pipeline/schedule'],
    ['pipeline a { schedule { phase b {\n epochs: 3\n phase c { $0', 'member file/pipeline/schedule/phase'],
    ['pipeline a { schedule { phase b {\npipeline c {\n $0', 'member file/pipeline'],
    // A value, a bracket, or a colon that was forgotten.
    ['pipeline a { schedule { phase b { epochs:\n freeze: $0', 'freeze file/pipeline/schedule/phase freeze'],
    [
      'pipeline a { schedule { phase b { optimizer: adamw(\n epochs: $0',
      'value file/pipeline/schedule/phase epochs',
    ],
    ['pipeline a { data images("x") {\n batch 32\n $0', 'after file/pipeline/data batch'],
    ['pipeline a { data images("x") {\n batch\n $0', 'member file/pipeline/data'],
    // A brace or a bracket too many.
    ['pipeline a { head { pool(average)) } }\n}\n$0', 'member file'],
    // What nobody knows.
    ['pipeline a { heads { pool(average) $0', 'member file/pipeline/heads'],
    ['€ § " pipeline a { \' ` $0', 'member file/'],
  ])('%j', (text, expected) => {
    expect(at(text)).toBe(expected);
  });
});
