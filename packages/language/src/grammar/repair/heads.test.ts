/** Blocks that begin as in YAML, JSON or Python: one error each, and one fix that writes the block. */
import { expect, test } from 'vitest';
import { exampleText } from '../../checks/example.js';
import { formatText } from '../../compile-text.js';
import { fixAll } from '../../editor/fixes/fix-all.js';
import { sceneOf } from '../../editor/testing.js';

const sound = exampleText({});
const told = (text: string): readonly string[] =>
  sceneOf(text)
    .snapshot.analysis.diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);

test.each([
  ['backbone efficientnet_lite0 {', 'backbone: efficientnet_lite0 {'],
  ['backbone efficientnet_lite0 {', 'backbone = efficientnet_lite0 {'],
  ['backbone efficientnet_lite0 {', 'backbone: "efficientnet_lite0" {'],
  ['backbone efficientnet_lite0 {', 'backbone efficientnet_lite0: {'],
  ['backbone efficientnet_lite0 {', 'backbone:efficientnet_lite0{'],
  ['backbone efficientnet_lite0 {', 'backbone efficientnet lite 0 {'],
  ['data images("photos") {', 'data: images("photos") {'],
  ['data images("photos") {', 'data = images("photos"): {'],
  ['data images("photos") {', 'data: "photos" {'],
  ['data images("photos") {', 'data "photos" {'],
  ['head {', 'head: {'],
  ['head {', 'head = {'],
  ['head {', 'head:'],
  ['schedule {', 'schedule: {'],
  ['schedule {', 'schedule:'],
  ['phase train {', 'phase: train {'],
  ['phase train {', 'phase train: {'],
  ['phase train {', 'phase: train: {'],
  ['phase train {', 'phase "train" {'],
  ['phase train {', 'phase: "train" {'],
  ['phase train {', 'train: {'],
  ['pipeline flowers "', 'pipeline: flowers "'],
])('`%s` written as `%s`', async (right, written) => {
  const text = sound.replace(right, written);
  expect(text).not.toBe(sound);
  expect(told(text)).toEqual(['TLP010']);
  expect(await formatText(fixAll(sceneOf(text).snapshot))).toBe(sound);
});

test.each([
  ['pipeline my flowers {', 'pipeline my_flowers {'],
  ['pipeline my flowers 2 "Which?" {', 'pipeline my_flowers2 "Which?" {'],
  ['pipeline flowers: {', 'pipeline flowers {'],
])('a name of several words is one: %s', (written, fixed) => {
  const [before, after] = [written, fixed].map((head) => sound.replace(/^pipeline .*\{/, head));
  expect(told(before!)).toEqual(['TLP010']);
  expect(fixAll(sceneOf(before!).snapshot)).toBe(after);
});

test.each([
  ['backbone resnet18', 'backbone: resnet18'],
  ['data images("photos")', 'data: images("photos")'],
])('a block without braces: %s', (right, written) => {
  const block = new RegExp(`  ${right.split(' ')[0]} [^{]*\\{[^}]*\\}`);
  const [before, after] = [written, right].map((head) => sound.replace(block, `  ${head}`));
  expect(told(before!)).toEqual(['TLP010']);
  expect(fixAll(sceneOf(before!).snapshot)).toBe(after);
});

test('a head that is a list of layers', async () => {
  const before = sound.replace(/head \{[^}]*\}/, 'head: pool(average), dropout(20%), dense(classes)');
  expect(told(before)).toEqual(['TLP010']);
  expect(await formatText(fixAll(sceneOf(before).snapshot))).toBe(sound);
});

test('a whole pipeline in the manner of YAML is put right at once, one message a block', () => {
  const yaml = `pipeline flowers:
  backbone: resnet18
    input: 224px
  data: images("photos")
    batch: 8
  head:
    pool(average)
    dense(classes)
  schedule:
    phase: train
      freeze: all
      epochs: 5
    phase tune:
      freeze: none
      learning_rate: 1e-5
      epochs: 5
`;
  expect(told(yaml)).toEqual(Array.from({ length: 7 }, () => 'TLP010'));
  const fixed = fixAll(sceneOf(yaml).snapshot);
  expect(told(fixed)).toEqual([]);
  expect(fixed.replaceAll(/\n *\}/g, '').replaceAll(' {', '')).toBe(
    `${yaml
      .trimEnd()
      .replaceAll(/(pipeline|backbone|data|phase): /g, '$1 ')
      .replaceAll(/(flowers|head|schedule|tune):$/gm, '$1')}\n`,
  );
});

test.each(['phase head {', 'phase schedule {', 'phase data {'])(
  'a keyword may still be a name: %s',
  (head) => {
    expect(told(sound.replace('phase train {', head))).toEqual([]);
  },
);
