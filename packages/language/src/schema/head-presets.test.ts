/** Presets are layers: what each stands for, on what a backbone gives and for what a task asks. */
import { expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { type ResolveOptions, resolveText } from '../compile-text.js';
import { explainPipeline } from '../plan/explain.js';
import { writeLayers } from './head.js';

const file = '/p.tlp';
const without = (text: string) => text.replace(/ {2}head \{[^}]*\}\n\n/, '');

async function resolve(text: string, options: Partial<ResolveOptions> = {}) {
  const { pipelines, diagnostics } = await resolveText(text, { file, ...options });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return { pipeline: pipelines[0], codes: errors.map(({ code }) => code) };
}

async function layersOf(text: string, options: Partial<ResolveOptions> = {}): Promise<readonly string[]> {
  const { pipeline, codes } = await resolve(text, options);
  expect(codes).toEqual([]);
  return writeLayers(pipeline!.head);
}

const norm = 'batch_norm(epsilon: 1e-5, momentum: 0.9, offset: 1e-3)';
const bare = 'bias: false, initializer: he_normal';
const regression = 'table: "prices.csv"\nimage: file\ntarget: price';

test.each([
  ['linear', {}, ['pool(average)', 'dense(classes)']],
  ['linear', { backbone: 'vit_s_16' }, ['pool(class_token)', 'dense(classes)']],
  ['linear', { data: regression }, ['pool(average)', 'dense(targets)']],
  ['mlp', {}, ['pool(average)', 'dense(256, activation: relu)', 'dropout(30%)', 'dense(classes)']],
  ['mlp(64, gelu, dropout: 0%)', {}, ['pool(average)', 'dense(64, activation: gelu)', 'dense(classes)']],
  [
    'fastai',
    {},
    [
      'pool(concat)',
      norm,
      'dropout(25%)',
      `dense(512, activation: relu, ${bare})`,
      norm,
      'dropout(50%)',
      `dense(classes, ${bare})`,
    ],
  ],
  [
    'fastai(128, dropout: 20%)',
    { backbone: 'vit_s_16', data: regression },
    [
      'pool(class_token)',
      norm,
      'dropout(10%)',
      `dense(128, activation: relu, ${bare})`,
      norm,
      'dropout(20%)',
      `dense(targets, ${bare})`,
    ],
  ],
] as const)('%s %o', async (head, example, expected) => {
  const text = exampleText({ ...example, head });
  expect(await layersOf(text)).toEqual(expected);
  // Written out, they mean the same.
  const written = await resolve(exampleText({ ...example, head: expected.join('\n') }));
  expect(written.pipeline?.head).toEqual((await resolve(text)).pipeline?.head);
});

test('a pipeline without a head has the linear one, as a default', async () => {
  const { pipeline, codes } = await resolve(without(exampleText({ backbone: 'vit_s_16' })));
  expect(codes).toEqual([]);
  const shown = explainPipeline(pipeline!).filter(({ path }) => path.startsWith('head'));
  const origin = { kind: 'default', doc: 'linear' };
  expect(shown).toEqual([
    { path: 'head.0', value: 'pool(class_token)', origin },
    { path: 'head.1', value: 'dense(classes)', origin },
  ]);
});

test('the head of what is extended goes before the usual one', async () => {
  const base = exampleText({ head: 'mlp(8)' }).replace('pipeline flowers', 'abstract pipeline base');
  expect(await layersOf(`${base}\npipeline flowers extends base {}`)).toContain('dense(8, activation: relu)');
});

test.each([
  ['head=mlp(8)', {}, 'dense(8, activation: relu)'],
  ['head=fastai', {}, 'pool(concat)'],
  ['head.mlp=8', { head: 'mlp' }, 'dense(8, activation: relu)'],
])('--set %s', async (set, example, layer) => {
  expect(await layersOf(exampleText(example), { sets: [set] })).toContain(layer);
});

test('--set gives a head to a pipeline that has none', async () => {
  expect(await layersOf(without(exampleText({})), { sets: ['head=mlp(8)'] })).toHaveLength(4);
});

test('a `let` may name a preset', async () => {
  expect(await layersOf(exampleText({ top: 'let top = mlp(8)', head: 'top' }))).toHaveLength(4);
});

test.each([
  ['mlp(0)', 'TLP109'],
  ['mlp(dropout: 99%)', 'TLP109'],
  ['mlp(hidden: 8)', 'TLP111'],
  ['fastay', 'TLP106'],
  ['linear\nlinear', 'TLP523'],
  ['pool(average)\nlinear(256)', 'TLP117'],
])('%s is wrong, told once', async (head, code) => {
  const { codes } = await resolve(exampleText({ head }));
  expect(codes).toHaveLength(1);
  expect(codes).toEqual([code]);
});
