import { expect, test } from 'vitest';
import { signatureHelp } from './signature-help.js';
import { sceneOf } from './testing.js';

/** The signature with the active parameter in `[ ]`. */
function shown(line: string): string | undefined {
  const scene = sceneOf(`pipeline a {\n  schedule {\n    phase head {\n      ${line}\n`);
  const help = signatureHelp.answer(scene, scene.params);
  const signature = help?.signatures[0];
  const range = signature?.parameters?.[help?.activeParameter ?? 0]?.label;
  if (!signature || typeof range !== 'object') return signature?.label;
  const { label } = signature;
  return `${label.slice(0, range[0])}[${label.slice(...range)}]${label.slice(range[1])}`;
}

const cosine = (active: string) =>
  `cosine(rate, end: 0, warmup: 0%, lowest: none)`.replace(active, `[${active}]`);

test.each([
  ['learning_rate: cosine($0', cosine('rate')],
  ['learning_rate: cosine(1e-4$0', cosine('rate')],
  ['learning_rate: cosine(1e-4, $0', cosine('end: 0')],
  ['learning_rate: cosine(1e-4, warmup: $0)', cosine('warmup: 0%')],
  ['learning_rate: cosine(1e-4, war$0mup: 10%)', cosine('warmup: 0%')],
  ['learning_rate: cosine(1e-4, 0, 5%, $0)', cosine('lowest: none')],
  ['learning_rate: cosine(1e-4, 0, 5%, none, $0)', cosine('nothing more')],
  ['early_stop($0)', "early_stop([patience], metric: the schedule's `monitor`, min_delta: 0)"],
  ['learning_rate: cosine(env("RATE", $0))', 'env("NAME", [otherwise])'],
  ['optimizer: adamw($0)', 'adamw([weight_decay: 0.01], beta1: 0.9, beta2: 0.999, epsilon: 1e-8)'],
])('%s', (line, signature) => {
  expect(shown(line)).toBe(signature);
});

test.each([
  'learning_rate: $0cosine(1e-4)',
  'learning_rate: cosine(1e-4)$0',
  'learning_rate: cosine( // of what$0',
  'learning_rate: unheard_of($0)',
  'epochs: 10$0',
])('nothing at `%s`', (line) => {
  expect(shown(line)).toBeUndefined();
});

test('the layers of a head and the source of the data have signatures too', () => {
  const at = (text: string) => {
    const scene = sceneOf(text);
    return signatureHelp.answer(scene, scene.params)?.signatures[0]?.label;
  };
  expect(at('pipeline a {\n head {\n dense($0')).toBe(
    'dense(units, activation: none, bias: true, initializer: glorot_uniform)',
  );
  expect(at('pipeline a {\n data images("pic$0')).toBe('images(path)');
});
