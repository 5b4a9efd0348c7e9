import { expect, test } from 'vitest';
import { resolveText } from '../compile-text.js';
import { explainPipeline } from '../plan/explain.js';

const text = (split: string) => `pipeline p { backbone resnet18 data images("x") { split: ${split} }
  head { pool dense(classes) } schedule { phase a { freeze: all epochs: 5 } } }`;

const resolve = async (split: string) => {
  const { pipelines, diagnostics } = await resolveText(text(split), { file: '/p.tlp' });
  return { pipeline: pipelines[0], errors: diagnostics.filter((d) => d.severity === 'error') };
};

const shares = 'train: 70%, validation: 15%, test: 15%';

test.each([
  [`stratified(${shares}, group: parent)`, { kind: 'parent' }, 'parent'],
  [
    `random(${shares}, group: name("{group}_*"))`,
    { kind: 'name', pattern: '{group}_*' },
    'name("{group}_*")',
  ],
  ['folders(train: "train", group: parent)', { kind: 'parent' }, 'parent'],
  [`stratified(${shares})`, undefined, 'none'],
  [`stratified(${shares}, group: none)`, undefined, 'none'],
])('%s', async (split, group, explained) => {
  const { pipeline, errors } = await resolve(split);
  expect(errors).toEqual([]);
  const { data } = pipeline!;
  expect('split' in data ? data.split.group : null).toEqual(group);
  const value = explainPipeline(pipeline!).find(({ path }) => path === 'data.split.group');
  expect(value?.value).toBe(explained);
});

test.each([
  ['name("*_*")', 'TLP313'],
  ['name("{group}*")', 'TLP313'],
  ['name(12)', 'TLP107'],
  ['name', 'TLP113'],
  ['folder', 'TLP106'],
])('group: %s is %s', async (group, code) => {
  const { errors } = await resolve(`stratified(${shares}, group: ${group})`);
  expect(errors.map((error) => error.code)).toEqual([code]);
  const [range] = errors.map((error) => error.range);
  const column = text(`stratified(${shares}, group: `).indexOf(' }') + 1;
  expect(range).toMatchObject({
    line: 1,
    column: code === 'TLP313' || code === 'TLP107' ? column + 5 : column,
  });
});
