import { describe, expect, test } from 'vitest';
import type { Location, LocationLink } from 'vscode-languageserver-protocol';
import { declaration, definition, typeDefinition } from './definition.js';
import { highlight } from './highlight.js';
import { references } from './references.js';
import { sceneOf, type TestScene } from './testing.js';

const base = `let size = 128px

abstract pipeline base {
  let rate = 1e-3
  backbone resnet18 { input: size }
  schedule {
    phase tune { freeze: stem..layer2; learning_rate: rate }
  }
}
`.replace(';', '\n');

const child = `import "base.tlp"

pipeline pets extends base {
  data images("pets") { batch: 8 }
  schedule { phase tune { epochs: 3 learning_rate: rate } }
}
`;

const baseUri = 'file:///work/base.tlp';
const childUri = 'file:///work/pets.tlp';

/** The text between the ends of a range, or the line where it is empty. */
function textAt(scene: TestScene, link: LocationLink | Location): string {
  const { targetUri, targetSelectionRange } = link as LocationLink;
  const { services } = scene.workspace;
  const builtin = /backbones\/(\w+)\.tlp$/.exec(targetUri);
  const text = targetUri.startsWith('builtin:')
    ? services.backbones.Builtin.document(builtin![1]!)?.textDocument
    : scene.workspace.snapshot(targetUri)?.text;
  return `${targetUri} ${text?.getText(targetSelectionRange)}`;
}

const inBase = (from: string, to: string) => sceneOf(base.replace(from, to), { uri: baseUri });
const inChild = (from: string, to: string) =>
  sceneOf(child.replace(from, to), { uri: childUri, others: { [baseUri]: base } });

describe('definition', () => {
  test('of a `let` that a pipeline sets anew is the one that holds', () => {
    const set = child.replace('extends base {', 'extends base {\n  let rate = 2e-3');
    const scene = sceneOf(set.replace('rate: rate', 'rate: r$0ate'), {
      uri: childUri,
      others: { [baseUri]: base },
    });
    expect(definition.answer(scene, scene.params).map((link) => textAt(scene, link))).toEqual([
      `${childUri} rate`,
    ]);
  });

  test.each([
    ['a backbone', inBase('resnet18', 'resn$0et18'), 'builtin:///backbones/resnet18.tlp resnet18'],
    ['a block', inBase('..layer2', '..lay$0er2'), 'builtin:///backbones/resnet18.tlp layer2'],
    ['the start of a range', inBase('stem..', 'stem$0..'), 'builtin:///backbones/resnet18.tlp stem'],
    ['a `let` of the file', inBase('input: size', 'input: $0size'), `${baseUri} size`],
    ['a `let` of the pipeline', inBase('rate: rate', 'rate: ra$0te'), `${baseUri} rate`],
    ['a `let` that is inherited', inChild('rate: rate', 'rate: rate$0'), `${baseUri} rate`],
    ['a parent', inChild('extends base', 'extends b$0ase'), `${baseUri} base`],
    ['a phase that is inherited', inChild('phase tune', 'phase t$0une'), `${baseUri} tune`],
    ['an import', inChild('base.tlp', 'ba$0se.tlp'), `${baseUri} `],
  ])('of %s', (_, scene, expected) => {
    const found = definition.answer(scene, scene.params);
    expect(found.map((link) => textAt(scene, link))).toEqual([expected]);
    expect(declaration.answer(scene, scene.params)).toEqual(found);
  });

  test.each([
    ['a property', inBase('freeze:', 'fre$0eze:')],
    ['a number', inBase('128px', '12$08px')],
    ['an unknown backbone', sceneOf('pipeline p { backbone nobo$0dy }')],
    ['an import that is not there', sceneOf('import "no$0where.tlp"')],
  ])('%s has none', (_, scene) => {
    expect(definition.answer(scene, scene.params)).toEqual([]);
  });

  test('tells which stretch of the text the link starts from', () => {
    const scene = inBase('resnet18', 'resn$0et18');
    const [link] = definition.answer(scene, scene.params);
    expect(scene.snapshot.text.getText((link as LocationLink).originSelectionRange)).toBe('resnet18');
  });

  test('is a plain place for a client that knows no links', () => {
    const scene = inBase('rate: rate', 'rate: ra$0te');
    const plain = { ...scene, client: { ...scene.client, definitionLinks: false } };
    const range = { start: { line: 3, character: 6 }, end: { line: 3, character: 10 } };
    expect(definition.answer(plain, scene.params)).toEqual([{ uri: baseUri, range }]);
  });

  test("a block's type is its backbone", () => {
    const scene = inBase('..layer2', '..lay$0er2');
    const [link] = typeDefinition.answer(scene, scene.params);
    expect(textAt(scene, link!)).toBe('builtin:///backbones/resnet18.tlp resnet18');
  });
});

describe('references', () => {
  const placesOf = (scene: TestScene, includeDeclaration: boolean) =>
    references
      .answer(scene, { ...scene.params, context: { includeDeclaration } })
      .map(({ uri, range }) => `${uri.split('/').at(-1)}:${range.start.line + 1}`);

  test.each([
    ['a `let`', inBase('let rate', 'let r$0ate'), ['base.tlp:4', 'base.tlp:8'], ['base.tlp:8']],
    [
      'a `let` used in another file',
      inChild('rate: rate', 'rate: r$0ate'),
      ['pets.tlp:5', 'base.tlp:4', 'base.tlp:8'],
      ['pets.tlp:5', 'base.tlp:8'],
    ],
    ['a pipeline', inChild('extends base', 'extends ba$0se'), ['pets.tlp:3', 'base.tlp:3'], ['pets.tlp:3']],
    ['a backbone', inBase('resnet18', 're$0snet18'), ['resnet18.tlp:5', 'base.tlp:5'], ['base.tlp:5']],
  ])('of %s', (_, scene, all, withoutDeclaration) => {
    expect(placesOf(scene, true)).toEqual(all);
    expect(placesOf(scene, false)).toEqual(withoutDeclaration);
  });
});

test('highlights tell writing from reading', () => {
  const scene = inBase('rate: rate', 'rate: ra$0te');
  const found = highlight.answer(scene, scene.params);
  expect(found.map(({ range, kind }) => [range.start.line, kind])).toEqual([
    [3, 3],
    [7, 2],
  ]);
});

test('finds what is open under an URI that the client escapes in its own way', () => {
  const folder = 'file:///work/c++ (new)';
  const others = { [`${folder}/base.tlp`]: 'abstract pipeline base {}' };
  const scene = sceneOf('import "base.tlp"\npipeline p extends b$0ase {}', {
    uri: `${folder}/p.tlp`,
    others,
  });
  const context = { includeDeclaration: true };
  const found = references.answer(scene, { ...scene.params, context });
  expect(found.map(({ uri }) => decodeURIComponent(uri))).toEqual([`${folder}/p.tlp`, `${folder}/base.tlp`]);
});

test('tells of a block where it is declared who freezes it', () => {
  const uri = 'builtin:///backbones/resnet18.tlp';
  const { Builtin } = sceneOf('').workspace.services.backbones;
  const text = Builtin.document('resnet18')!.textDocument.getText();
  const others = { [baseUri]: base };
  const scene = sceneOf(text.replace('block layer2', 'block lay$0er2'), { uri, others });
  const found = references.answer(scene, { ...scene.params, context: { includeDeclaration: true } });
  expect(found.map((place) => place.uri)).toEqual([uri, baseUri]);
});
