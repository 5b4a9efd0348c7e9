import { describe, expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import { type ResolveOptions, resolveText } from '../compile-text.js';
import { memoryFiles } from '../testing/memory-files.js';

const folder = '/home/ada/';

async function resolve(files: Readonly<Record<string, string>>, options: Partial<ResolveOptions> = {}) {
  const all = Object.fromEntries(Object.entries(files).map(([name, text]) => [folder + name, text]));
  const file = `${folder}main.tlp`;
  return resolveText(all[file] ?? '', { file, files: memoryFiles(all), ...options });
}

async function told(files: Readonly<Record<string, string>>, options: Partial<ResolveOptions> = {}) {
  const { diagnostics } = await resolve(files, options);
  return diagnostics.map(({ code, range, message }) => `${code} ${range?.line}:${range?.column} ${message}`);
}

const flowers = exampleText({});
const small = 'pipeline small extends flowers { data { batch: 8 } }\n';

describe('import', () => {
  test('brings the pipelines and the lets of a file into scope', async () => {
    const { pipelines, diagnostics } = await resolve({
      'main.tlp': 'import "base/shared.tlp"\npipeline small extends flowers { data { batch: size } }',
      'base/shared.tlp': `let size = 8\n${flowers}`,
    });
    expect(diagnostics).toEqual([]);
    expect(pipelines).toMatchObject([{ name: 'small', data: { batch: 8 } }]);
  });

  test('does not bring what that file imports', async () => {
    const files = {
      'main.tlp': `import "b.tlp"\nlet of_b = b\npipeline small extends flowers { data { batch: of_b } }\n`,
      'b.tlp': 'import "c.tlp"\nlet b = c\npipeline of_b extends flowers {}\n',
      'c.tlp': `let c = 8\n${flowers}`,
    };
    expect(await told(files)).toEqual(['TLP139 3:24 There is no pipeline `flowers` to extend.']);
    const direct = { ...files, 'main.tlp': files['main.tlp'].replace('extends flowers', 'extends of_b') };
    expect((await resolve(direct)).pipelines).toMatchObject([{ data: { batch: 8 } }]);
  });

  test('may bring a pipeline that one of the same name extends', async () => {
    const { pipelines } = await resolve({
      'main.tlp': 'import "base.tlp"\npipeline flowers extends flowers { data { batch: 8 } }',
      'base.tlp': flowers,
    });
    expect(pipelines).toMatchObject([{ name: 'flowers', data: { batch: 8 } }]);
  });

  test('a name of the file itself goes before an imported one', async () => {
    const { pipelines } = await resolve({
      'main.tlp': `import "a.tlp"\nimport "b.tlp"\nlet size = 4\nlet rest = other\n${exampleText({ data: 'batch: size\nsplit_seed: rest' })}`,
      'a.tlp': 'let size = 8\nlet other = 1\n',
      'b.tlp': 'let size = 16\n',
    });
    expect(pipelines).toMatchObject([{ data: { batch: 4, splitSeed: 1 } }]);
  });
});

describe('an import that can not be read', () => {
  const main = `import "bade.tlp"\n${flowers}`;

  test('is told of with the name that is nearest, but never with the file itself', async () => {
    const remedyOf = async (others: Readonly<Record<string, string>>) =>
      (await resolve({ 'main.tlp': main, ...others })).diagnostics[0]?.remedy;
    expect(await remedyOf({ 'base.tlp': '' })).toBe('Did you mean `base.tlp`?');
    expect(await remedyOf({})).toBe('Correct the path. It is relative to the folder of this file.');
  });

  test('is told of as what it is, where something is there', async () => {
    const files = {
      ...memoryFiles({ [`${folder}base.tlp`]: '' }),
      size: (path: string) => (path.endsWith('bade.tlp') ? 0 : undefined),
    };
    expect(await told({ 'main.tlp': main }, { files })).toEqual([
      'TLP134 1:8 `bade.tlp` is not a file of up to 1 MB.',
    ]);
    const { diagnostics } = await resolve({ 'main.tlp': main }, { files });
    expect(diagnostics[0]?.remedy).not.toContain('Did you mean');
  });
});

describe('relative paths start from the folder of the file in which they stand', () => {
  const shared = `let images = "photos"\n${flowers.replace('"photos"', 'images').replace('input: 128px', 'input: 128px\n    weights: file("lite.pth")')}`;
  const main = 'import "base/shared.tlp"\n';

  test.each([
    ['inherited', 'pipeline small extends flowers {}', '/home/ada/base/photos', undefined],
    ['in the child', 'pipeline small extends flowers { data images("mine") }', '/home/ada/mine', undefined],
    [
      'in an imported let',
      'pipeline small extends flowers { data images(images) }',
      '/home/ada/base/photos',
      undefined,
    ],
    ['of the command line', 'pipeline small extends flowers {}', '/home/ada/set', 'data=set'],
  ])('%s', async (_, text, path, set) => {
    const { pipelines } = await resolve(
      { 'main.tlp': main + text, 'base/shared.tlp': shared },
      { sets: set === undefined ? [] : [set] },
    );
    expect(pipelines[0]?.data.path).toBe(path);
    expect(pipelines[0]?.backbone.weights).toEqual({ kind: 'file', path: '/home/ada/base/lite.pth' });
  });
});

describe('origins name the file in which a value stands', () => {
  const files = {
    'main.tlp':
      'import "b.tlp"\npipeline small extends middle {\n  data { batch: 8 }\n  backbone { input: size }\n}\n',
    'b.tlp':
      'import "c.tlp"\nlet size = 96px\npipeline middle extends flowers {\n  schedule { seed: 3 }\n}\n',
    'c.tlp': flowers,
  };

  test.each([
    ['data.batch', 'main.tlp', 3],
    ['backbone.input', 'b.tlp', 2],
    ['schedule.seed', 'b.tlp', 4],
    ['schedule.train.epochs', 'c.tlp', 19],
    ['backbone.name', 'c.tlp', 2],
    ['data.path', 'c.tlp', 6],
    ['head.1', 'c.tlp', 12],
  ])('%s', async (path, file, line) => {
    const { pipelines } = await resolve(files);
    expect(pipelines[0]?.origins[path]).toMatchObject({ kind: 'file', file: folder + file, range: { line } });
  });
});

describe('mistakes of inherited and imported values', () => {
  test('are told at the name after `extends` where the parent is in another file', async () => {
    const { diagnostics } = await resolve({
      'main.tlp': `import "b.tlp"\n${small}`,
      'b.tlp': flowers.replace('dropout(20%)', 'dropout(20)'),
    });
    expect(diagnostics).toMatchObject([
      {
        code: 'TLP108',
        file: `${folder}main.tlp`,
        range: { line: 2, column: 24, endLine: 2, endColumn: 31 },
        inherited: { file: `${folder}b.tlp`, range: { line: 12, column: 13 } },
        message: expect.stringMatching(/^In b\.tlp, line 12: `20` needs a unit/),
      },
    ]);
  });

  test('are told only of the parent where it is in the same file', async () => {
    const wrong = flowers.replace('dropout(20%)', 'dropout(20)');
    expect(await told({ 'main.tlp': wrong + small })).toEqual([
      expect.stringMatching(/^TLP108 12:13 `20` needs a unit/),
    ]);
  });

  test('that only the child has are told of the child', async () => {
    const other = 'pipeline small extends flowers { backbone resnet18 }\n';
    const freezes = flowers
      .replace('freeze: all', 'freeze: ..block5 // tlp-ignore TLP407')
      .replace('epochs: 5', 'epochs: 5\n learning_rate: 1e-5');
    expect(await told({ 'main.tlp': freezes + other })).toEqual([
      expect.stringMatching(/^TLP400 24:24 In line 18: .*`block5`/),
    ]);
  });

  test('of an imported `let` are told where it is used', async () => {
    const files = {
      'main.tlp': `import "b.tlp"\n${exampleText({ head: 'pool\ndropout(rate)\ndense(classes)' })}`,
    };
    expect(await told({ ...files, 'b.tlp': '\nlet rate = 50\n' })).toEqual([
      expect.stringMatching(/^TLP108 13:13 In b\.tlp, line 2: `50` needs a unit/),
    ]);
  });

  test('are told of nothing that may stand in a file that cannot be read', async () => {
    const text = `import "b.tlp"\n${exampleText({ data: 'batch: size\nresize: way' })}\npipeline small extends large {}\n`;
    expect(await told({ 'main.tlp': text })).toEqual(['TLP134 1:8 There is no file `b.tlp`.']);
    const unseen = await resolve({ 'main.tlp': text }, { files: memoryFiles({}, false) });
    expect(unseen).toMatchObject({ diagnostics: [], pipelines: [] });
  });
});

describe('circles are told of and end', () => {
  test.each([
    ['itself', { 'main.tlp': `import "main.tlp"\n${flowers}` }, ['TLP135 1:8 `main.tlp` imports itself.']],
    [
      'each other',
      {
        'main.tlp': `import "sub/b.tlp"\n${small}`,
        'sub/b.tlp': `import "../c.tlp"\n${flowers}`,
        'c.tlp': 'import "main.tlp"\n',
      },
      ['TLP135 1:8 Files import each other in a cycle: `main.tlp` → `sub/b.tlp` → `c.tlp` → `main.tlp`.'],
    ],
    [
      'further up, where it does no harm',
      {
        'main.tlp': `import "b.tlp"\n${small}`,
        'b.tlp': `import "c.tlp"\n${flowers}`,
        'c.tlp': 'import "b.tlp"\n',
      },
      [],
    ],
    [
      'the same root',
      { 'main.tlp': `import "../../../../home/ada/main.tlp"\n${flowers}` },
      ['TLP135 1:8 `main.tlp` imports itself.'],
    ],
    ['extends of itself', { 'main.tlp': 'pipeline a extends a {}' }, ['TLP140 1:20 `a` extends itself.']],
    [
      'extends of three',
      { 'main.tlp': 'pipeline a extends b {}\npipeline b extends c {}\npipeline c extends a {}' },
      ['TLP140 1:20 Pipelines extend each other in a cycle: `a` → `b` → `c` → `a`.'],
    ],
    [
      'extends across files',
      {
        'main.tlp': 'import "b.tlp"\npipeline a extends b {}',
        'b.tlp': 'import "main.tlp"\npipeline b extends a {}',
      },
      [
        'TLP135 1:8 Files import each other in a cycle: `main.tlp` → `b.tlp` → `main.tlp`.',
        'TLP140 2:20 Pipelines extend each other in a cycle: `a` → `b` → `a`.',
      ],
    ],
    [
      'lets across files',
      {
        'main.tlp': `import "b.tlp"\nlet a = b\n${exampleText({ data: 'batch: a' })}`,
        'b.tlp': 'import "main.tlp"\nlet b = a\n',
      },
      [
        'TLP135 1:8 Files import each other in a cycle: `main.tlp` → `b.tlp` → `main.tlp`.',
        'TLP123 2:9 In b.tlp, line 2: `a` is defined in terms of itself.',
      ],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await told(files as Record<string, string>)).toEqual(expected);
  });
});

describe('one slip is one message', () => {
  test.each([
    ['import', ['TLP133 1:1 This `import` names no file.']],
    ['import "bas.tlp"', ['TLP134 1:8 There is no file `bas.tlp`.']],
    ["import 'base.tlp'", ['TLP002 1:8 Use straight double quotes.']],
    ['import "broken.tlp"', [expect.stringMatching(/^TLP136 1:8 `broken\.tlp` has an error on line 1: /)]],
    ['import "base.tlp"\nimport "./base.tlp"', ['TLP137 2:8 `./base.tlp` is already imported.']],
    [
      'import "base.tlp"\nimport "deep.tlp"',
      [expect.stringMatching(/^TLP136 2:8 `deep\.tlp` has an error on line 1: /)],
    ],
    [
      'import "base.tlp"\nimport "notes.txt"',
      [expect.stringMatching(/^TLP136 2:8 `notes\.txt` has an error/)],
    ],
  ])('%s', async (imports, expected) => {
    const files = {
      'main.tlp': `${imports}\n${small}`,
      'base.tlp': flowers,
      'broken.tlp': 'pipeline flowers { ; }',
      'deep.tlp': '('.repeat(1000),
      'notes.txt': 'Not a pipeline.',
    };
    expect(await told(files)).toEqual(expected);
  });

  test.each(['let', 'let x', 'let x =', 'import "base.tlp"\nlet'])(
    'a file that ends too early: %s',
    async (text) => {
      const { diagnostics, pipelines } = await resolve({ 'main.tlp': text, 'base.tlp': flowers });
      expect(diagnostics).toMatchObject([{ severity: 'error', code: expect.stringMatching(/^TLP00/) }]);
      expect(pipelines).toEqual([]);
    },
  );

  test('a file of lets or of abstract pipelines is sound by itself', async () => {
    expect(await told({ 'main.tlp': 'let size = 8\n' })).toEqual([]);
    expect(await told({ 'main.tlp': `let size = 8\nabstract ${flowers}` })).toEqual([]);
  });
});
