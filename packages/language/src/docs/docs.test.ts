import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogues, diagnosticCatalogue } from '../catalogue/index.js';
import { rules } from '../checks/index.js';
import { resolveText } from '../compile-text.js';
import { nextExample } from '../modalities/text/checks/next-example.js';
import { textProperties } from '../modalities/text/properties.js';
import { blocks, memberWords } from '../schema/index.js';
import { isOfOtherData } from '../schema/label-properties.js';
import type { Word } from '../schema/types.js';
import { exampleFiles } from '../testing/example-files.js';
import { backbonesReference } from './backbones-reference.js';
import { diagnosticsReference } from './diagnostics-reference.js';
import { languageReference } from './language-reference.js';

const root = path.resolve(import.meta.dirname, '../../../..');

const sources = ['packages', 'tools']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((f) =>
      path.join(folder, f),
    ),
  )
  .filter((file) => /\.m?ts$/.test(file) && !/node_modules|dist|\.test\.ts$|generated/.test(file));

describe('the catalogue', () => {
  test('knows every code that any source uses', () => {
    const unknown = sources.flatMap((file) => {
      const codes = readFileSync(path.join(root, file), 'utf8').matchAll(/['"`](TLP\d{3})['"`]/g);
      return [...codes]
        .filter(([, code]) => !Object.hasOwn(diagnosticCatalogue, code!))
        .map(([, code]) => `${file} ${code}`);
    });
    expect(unknown).toEqual([]);
  });

  test('gives no code twice', () => {
    const codes = [
      ...rules.map((rule) => rule.code),
      ...Object.values(catalogues).slice(1).flatMap(Object.keys),
    ];
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  test('lists every rule that stands in a file of its own', () => {
    const src = path.join(root, 'packages/language/src');
    const codes = ['checks', 'modalities']
      .flatMap((folder) =>
        readdirSync(path.join(src, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
          path.join(src, folder, file),
        ),
      )
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/^ {2}code: '(TLP\d+)'/gm)].map(([, code]) => code),
      );
    expect(codes.sort()).toEqual(rules.map((rule) => rule.code).sort());
  });
});

describe('the schema table', () => {
  const properties = Object.values(blocks).flatMap((block) =>
    Object.entries(block.properties).map(([name, spec]) => ({ block: block.name, name, spec })),
  );
  const wordsOf = (list: readonly Word[]): readonly Word[] =>
    list.flatMap((word) => [
      word,
      ...Object.values(word.parameters).flatMap((spec) => wordsOf(spec.type.words)),
    ]);

  const units: Readonly<Record<string, string>> = { target: 'targets', interval: 'targets', tags: 'tags' };

  test.each(properties)(
    '$block $name has an example that the checker takes',
    async ({ block, name, spec }) => {
      const inside = spec.example;
      const [card, body, last] = networkOf(name);
      const text = `pipeline p {
  backbone ${card} {\n${block === 'backbone' ? inside : ''}\n}
  data ${sourceOf(name, 'x.csv')} {\n${block === 'data' ? inside : ''}\n${companions(name).join('\n')}\n}
  ${name === 'next' ? '' : `head { ${body} dense(${units[name] ?? 'classes'}) }`}
  schedule {
    ${block === 'schedule' ? inside : ''}
    phase a { ${block === 'phase' ? inside : ''}
      ${name === 'freeze' ? '' : `freeze: ${name === 'solve' ? 'all' : `..${last}`}`}
      ${['epochs', 'solve'].includes(name) ? '' : 'epochs: 9'} }
    ${['contrastive', 'input'].includes(name) ? 'phase b { freeze: all solve: logistic }' : ''}
  }
  ${block === 'sweep' ? `sweep { data.batch: 1, 2 ${inside} }` : ''}
}`;
      const { diagnostics } = await resolveText(text, { file: '/p.tlp', files });
      expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    },
  );

  const isOfText = (name: string): boolean =>
    Object.hasOwn(textProperties, name) || isOfOtherData(name, 'images');

  /** A backbone for the kind of data that has the property, the head above it, and one of its blocks. */
  function networkOf(name: string): readonly [string, string, string] {
    if (name === 'next') return ['huggingface("gpt2")', '', 'layer0'];
    if (name === 'tags') return ['huggingface("minilm")', '', 'layer0'];
    if (isOfText(name)) return ['huggingface("minilm")', 'pool', 'layer0'];
    if (name === 'adapt') return ['vit_ti_16', 'pool(class_token)', 'block6'];
    // Few published classifiers have hidden layers.
    return name === 'top' ? ['alexnet', '', 'block3'] : ['efficientnet_lite0', 'pool', 'block5'];
  }

  const files = exampleFiles(nextExample(), '/p.tlp');

  /** Of the kind of data that has the property. */
  function sourceOf(name: string, table: string): string {
    return isOfText(name) ? `text("${table}")` : 'images("x")';
  }

  /** Properties that mean something only with this one, or that it means something only with. */
  function companions(name: string): readonly string[] {
    if (name === 'variants') return ['augment: flip'];
    if (name === 'text') return ['label: stars'];
    if (['tags', 'next'].includes(name)) return ['text: body'];
    if (isOfText(name)) return ['text: body', 'label: stars'];
    if (name === 'table') return ['image: file', 'label: species'];
    if (name === 'image') return ['table: "labels.csv"', 'label: species'];
    if (name === 'interval') return ['table: "labels.csv"', 'image: file', 'target: height'];
    return ['label', 'labels', 'target'].includes(name) ? ['table: "labels.csv"', 'image: file'] : [];
  }

  test('documents everything in whole sentences', () => {
    const words = [
      ...properties.flatMap(({ spec }) => wordsOf(spec.type.words)),
      ...wordsOf(Object.values(memberWords).flat()),
    ];
    for (const { doc } of [...properties.map(({ spec }) => spec), ...words]) expect(doc).toMatch(/^.+\.$/s);
  });

  test('has defaults that mean what they say', async () => {
    for (const { block, name, spec } of properties) {
      const shown = spec.fallback?.doc ?? '';
      if (shown === '' || (shown.includes(' ') && !shown.includes('('))) continue;
      const where = block === 'phase' ? 'schedule.a' : block;
      const text = `pipeline p { backbone ${networkOf(name)[0]} data ${sourceOf(name, 'x')} head { pool dense(classes) }
        schedule { phase a { freeze: all epochs: 9 } } ${block === 'sweep' ? 'sweep { data.batch: 1, 2 }' : ''} }`;
      const plain = await resolveText(text, { file: '/p.tlp', files });
      const path = `${where}.${name}=${shown}`;
      const set = await resolveText(text, { file: '/p.tlp', files, sets: [path] });
      expect([path, set.diagnostics.filter((d) => d.severity === 'error')]).toEqual([path, []]);
      const bare = ({ pipelines }: typeof plain) => pipelines.map(({ origins: _, ...pipeline }) => pipeline);
      expect(bare(set)).toEqual(bare(plain));
    }
  });
});

test.each([
  ['docs/language.md', languageReference],
  ['docs/diagnostics.md', diagnosticsReference],
  ['docs/backbones.md', backbonesReference],
])('%s is current: `npm run docs` writes it', (file, generate) => {
  expect(readFileSync(path.join(root, file), 'utf8')).toBe(generate());
});
