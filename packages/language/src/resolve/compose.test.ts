import { describe, expect, test } from 'vitest';
import { type ResolveOptions, resolveText } from '../compile-text.js';
import type { ImageData } from '../modalities/images/data.js';
import { memoryFiles } from '../testing/memory-files.js';
import type { Pipeline } from './pipeline.js';

const main = '/home/ada/main.tlp';

/** Resolves `main.tlp` beside other files of its folder. */
async function resolve(files: Readonly<Record<string, string>>, options: Partial<ResolveOptions> = {}) {
  const all = Object.fromEntries(Object.entries(files).map(([name, text]) => [`/home/ada/${name}`, text]));
  return resolveText(all[main] ?? '', { file: main, files: memoryFiles(all), ...options });
}

async function told(files: Readonly<Record<string, string>>, options: Partial<ResolveOptions> = {}) {
  const { diagnostics } = await resolve(files, options);
  return diagnostics.map(({ code, range, message }) => `${code} ${range?.line}:${range?.column} ${message}`);
}

async function tuned(files: Readonly<Record<string, string>>, options: Partial<ResolveOptions> = {}) {
  const { pipelines, diagnostics } = await resolve(files, options);
  expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
  return pipelines.find(({ name }) => name === 'tuned') as Pipeline;
}

const base = `pipeline base "Which flower?" {
  backbone resnet18 {
    weights: imagenet
    input: 160px
  }
  data images("photos") {
    batch: 16
    augment: flip(horizontal)
    variants: 2
    split: stratified(train: 80%, validation: 10%, test: 10%)
  }
  head {
    pool
    dense(classes)
  }
  schedule {
    seed: 1
    phase head {
      freeze: all
      epochs: 5
    }
    phase tune {
      freeze: ..layer3
      epochs: 2
      learning_rate: 1e-5
    }
  }
}
`;

/** A child of `base` in the same file. */
const child = (body: string): { 'main.tlp': string } => ({
  'main.tlp': `${base}\npipeline tuned extends base {\n${body}\n}\n`,
});

const imagesOf = ({ data }: Pipeline) => data as ImageData;

describe('extends takes over what is not written', () => {
  test('a child without anything is its parent under another name', async () => {
    const { pipelines } = await resolve(child(''));
    const [parent, same] = pipelines;
    expect(same).toEqual({ ...parent, name: 'tuned' });
  });

  const phases = (pipeline: Pipeline) =>
    pipeline.schedule.phases.map(({ name, epochs }) => `${name} ${epochs}`);

  test.each<[string, string, (pipeline: Pipeline) => unknown, unknown]>([
    ['a property of data', 'data { batch: 8 }', (p) => [p.data.batch, imagesOf(p).augment.length], [8, 1]],
    [
      'the source of data',
      'data images("others")',
      (p) => [p.data.path, p.data.batch],
      ['/home/ada/others', 16],
    ],
    [
      'a property of the backbone',
      'backbone { input: 96px }',
      (p) => [p.backbone.name, p.backbone.inputSize],
      ['resnet18', 96],
    ],
    ['the backbone', 'backbone resnet50', (p) => [p.backbone.name, p.backbone.inputSize], ['resnet50', 160]],
    ['a head as a whole', 'head { pool dropout(20%) dense(classes) }', (p) => p.head.length, 3],
    [
      'a property of the schedule',
      'schedule { seed: 2 }',
      (p) => [p.schedule.seed, ...phases(p)],
      [2, 'head 5', 'tune 2'],
    ],
    ['a property of a phase', 'schedule { phase tune { epochs: 9 } }', phases, ['head 5', 'tune 9']],
    [
      'several phases in any order',
      'schedule { phase tune { epochs: 9 } phase head { epochs: 8 } }',
      phases,
      ['head 8', 'tune 9'],
    ],
    [
      'a phase more',
      'schedule { phase last { freeze: ..layer2 epochs: 1 learning_rate: 1e-6 } }',
      phases,
      ['head 5', 'tune 2', 'last 1'],
    ],
    [
      'a list as a whole',
      'data { augment: flip(vertical), rotate(5deg) }',
      (p) => imagesOf(p).augment.length,
      2,
    ],
    [
      'a property back to its default',
      'data { augment: none variants: none }',
      (p) => imagesOf(p).augment,
      [],
    ],
  ])('%s', async (_, body, see, expected) => {
    expect(see(await tuned(child(body)))).toEqual(expected);
  });

  test('the description is the nearest one', async () => {
    expect((await tuned(child(''))).description).toBe('Which flower?');
    const own = child('')['main.tlp'].replace('extends base', 'extends base "Faster."');
    expect((await tuned({ 'main.tlp': own })).description).toBe('Faster.');
  });

  test('over several levels the nearest wins', async () => {
    const text = `${base}
pipeline middle extends base { data { batch: 8 } schedule { seed: 2 phase tune { epochs: 7 } } }
pipeline tuned extends middle { schedule { seed: 3 } }`;
    const pipeline = await tuned({ 'main.tlp': text });
    expect([pipeline.data.batch, pipeline.schedule.seed, ...phases(pipeline)]).toEqual([
      8,
      3,
      'head 5',
      'tune 7',
    ]);
  });

  test('a property given twice in one block stays a mistake', async () => {
    expect(await told(child('data { batch: 8 batch: 9 }'))).toEqual([
      'TLP102 31:17 `batch` is set twice in this block.',
    ]);
  });

  test('the command line sets inherited values', async () => {
    const sets = ['tuned.schedule.tune.epochs=7', 'tuned.data=/elsewhere', 'tuned.head.dense=classes'];
    const pipeline = await tuned(child(''), { sets });
    expect([pipeline.data.path, ...phases(pipeline)]).toEqual(['/elsewhere', 'head 5', 'tune 7']);
  });
});

describe('an abstract pipeline', () => {
  const abstract = `abstract ${base.replace(/ {2}data[^}]*}\n/, '').replace('      epochs: 5\n', '')}`;

  test('may leave out blocks and properties, and is not run', async () => {
    expect(await told({ 'main.tlp': abstract })).toEqual([]);
    expect((await resolve({ 'main.tlp': abstract })).pipelines).toEqual([]);
  });

  test('is filled in by those that extend it', async () => {
    const body = 'data images("x")\n schedule { phase head { epochs: 3 } }';
    const { pipelines, diagnostics } = await resolve({
      'main.tlp': `${abstract}\npipeline tuned extends base { ${body} }`,
    });
    expect(diagnostics).toEqual([]);
    expect(pipelines.map(({ name }) => name)).toEqual(['tuned']);
  });

  test('what nobody fills in is missed where it is extended', async () => {
    expect(await told({ 'main.tlp': `${abstract}\npipeline tuned extends base {}` })).toEqual([
      'TLP118 23:1 The pipeline `tuned` has no `data` block.',
      'TLP103 23:24 In line 12: This `phase` has no `epochs`.',
    ]);
  });

  test('its values are checked all the same', async () => {
    expect(await told({ 'main.tlp': abstract.replace('160px', '160%') })).toEqual([
      'TLP108 4:12 `160%` has the wrong unit: the value is a size in pixels from 1px to 4096px.',
    ]);
  });
});

describe('let', () => {
  const open = base
    .replace('backbone', 'let rate = 1e-5\n  backbone')
    .replace('learning_rate: 1e-5', 'learning_rate: rate');
  const rateOf = (pipeline: Pipeline) => pipeline.schedule.phases[1]?.learningRate.rate;

  test('of the child goes before that of its parent, in inherited values too', async () => {
    const text = `${open}\npipeline tuned extends base { let rate = 2e-5 }`;
    const { pipelines } = await resolve({ 'main.tlp': text });
    expect(pipelines.map(rateOf)).toEqual([1e-5, 2e-5]);
  });

  test('of the child goes before that of the parent’s file', async () => {
    const shared = `let rate = 1e-5\n${base.replace('learning_rate: 1e-5', 'learning_rate: rate')}`;
    const text = 'import "shared.tlp"\npipeline tuned extends base { let rate = 2e-5 }';
    expect(rateOf(await tuned({ 'main.tlp': text, 'shared.tlp': shared }))).toBe(2e-5);
  });

  test('of the parent may be used by the child', async () => {
    const text = `${open}\npipeline tuned extends base { schedule { phase head { learning_rate: rate } } }`;
    const { schedule } = await tuned({ 'main.tlp': text });
    expect(schedule.phases.map(({ learningRate }) => learningRate.rate)).toEqual([1e-5, 1e-5]);
  });

  test('of the child changes no word of the parent that names none', async () => {
    const text = `${base}\npipeline tuned extends base { let horizontal = vertical data { augment: flip(horizontal) } schedule { seed: 4 } }`;
    const { pipelines } = await resolve({ 'main.tlp': text });
    expect(pipelines.map((p) => imagesOf(p).augment)).toMatchObject([
      [{ kind: 'flip', horizontal: true }],
      [{ kind: 'flip', horizontal: false }],
    ]);
    const inherits = text.replace('data { augment: flip(horizontal) } schedule', 'schedule');
    expect(await told({ 'main.tlp': inherits })).toEqual(['TLP122 30:31 `horizontal` is never used.']);
  });

  test('of an imported file keeps to its own file: two of one name do not meet', async () => {
    const files = {
      'main.tlp': child('')['main.tlp'].replace(
        base,
        `import "shared.tlp"\nlet a = size\n${base.replace('160px', 'a')}`,
      ),
      'shared.tlp': 'let size = a\nlet a = 96px\n',
    };
    expect((await tuned(files)).backbone.inputSize).toBe(96);
  });

  test('the command line sets a `let` of any of the files', async () => {
    const files = {
      'main.tlp': 'import "shared.tlp"\npipeline tuned extends base { }',
      'shared.tlp': `let size = 96px\n${base.replace('160px', 'size')}`,
    };
    const pipeline = await tuned(files, { sets: ['let.size=64px'] });
    expect(pipeline.backbone.inputSize).toBe(64);
    expect(pipeline.origins['backbone.input']).toEqual({ kind: 'set', text: 'let.size=64px' });
  });
});
