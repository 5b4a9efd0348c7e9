/** What `extends` makes of a chain of pipelines is what a person would make who copied it together by hand. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveText } from '../compile-text.js';
import { memoryFiles } from '../testing/memory-files.js';

type Properties = Readonly<Record<string, string>>;

/** What one pipeline of the chain writes. */
interface Level {
  readonly lets: Properties;
  readonly backbone: string;
  readonly input: Properties;
  readonly source: string;
  readonly data: Properties;
  readonly head: string;
  readonly schedule: Properties;
  readonly phases: readonly (readonly [name: string, properties: Properties])[];
  /** Stands in a file of its own, which imports that of the parent. */
  readonly apart: boolean;
}

const some = (values: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Properties> =>
  fc.record(
    Object.fromEntries(Object.entries(values).map(([name, list]) => [name, fc.constantFrom(...list)])),
    { requiredKeys: [] },
  ) as fc.Arbitrary<Properties>;

const phase = some({
  epochs: ['3', '4', 'epochs'],
  optimizer: ['adamw', 'sgd(momentum: 0.9)'],
  learning_rate: ['rate', '1e-6', 'cosine(rate)'],
  clip: ['1', 'none'],
});

const level: fc.Arbitrary<Level> = fc.record({
  lets: some({ rate: ['1e-5', '2e-5'], epochs: ['5', '6'] }),
  backbone: fc.constantFrom('', 'resnet18', 'resnet50'),
  input: some({ input: ['96px', '128px'], weights: ['imagenet'] }),
  source: fc.constantFrom('', 'images("a")', 'images("b")'),
  data: some({
    batch: ['8', '16'],
    augment: ['flip', 'none', 'rotate(5deg), flip'],
    split_seed: ['1', 'epochs'],
  }),
  head: fc.constantFrom('', 'pool dense(classes)', 'pool dropout(20%) dense(classes)'),
  schedule: some({ seed: ['1', '2'], monitor: ['accuracy', 'loss'] }),
  phases: fc.uniqueArray(fc.tuple(fc.constantFrom('one', 'two', 'three'), phase), {
    selector: ([name]) => name,
    maxLength: 3,
  }),
  apart: fc.boolean(),
});

const root: Level = {
  lets: { rate: '1e-5', epochs: '5' },
  backbone: 'resnet18',
  input: {},
  source: 'images("a")',
  data: {},
  head: 'pool dense(classes)',
  schedule: {},
  phases: [['one', { freeze: 'all', epochs: '2' }]],
  apart: false,
};

const written = (properties: Properties): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

function body({ lets, backbone, input, source, data, head, schedule, phases }: Omit<Level, 'apart'>): string {
  const inner = phases.map(([name, properties]) => `phase ${name} { ${written(properties)} }`).join('\n');
  return [
    ...Object.entries(lets).map(([name, value]) => `let ${name} = ${value}`),
    backbone || Object.keys(input).length > 0 ? `backbone ${backbone} { ${written(input)} }` : '',
    source || Object.keys(data).length > 0 ? `data ${source} { ${written(data)} }` : '',
    head ? `head { ${head} }` : '',
    `schedule { ${written(schedule)} ${inner} }`,
  ].join('\n');
}

/** By hand, the child over what it extends. */
function over(child: Level, parent: Level): Level {
  const phases = new Map(parent.phases);
  for (const [name, properties] of child.phases) phases.set(name, { ...phases.get(name), ...properties });
  return {
    lets: { ...parent.lets, ...child.lets },
    backbone: child.backbone || parent.backbone,
    input: { ...parent.input, ...child.input },
    source: child.source || parent.source,
    data: { ...parent.data, ...child.data },
    head: child.head || parent.head,
    schedule: { ...parent.schedule, ...child.schedule },
    phases: [...phases],
    apart: false,
  };
}

/** A phase that nobody above has says what it freezes and how long it trains. */
function complete(levels: readonly Level[]): readonly Level[] {
  const known = new Set<string>();
  return levels.map((each) => ({
    ...each,
    phases: each.phases.map(([name, properties]) => {
      const first = !known.has(name);
      known.add(name);
      return [name, first ? { freeze: 'all', epochs: '2', ...properties } : properties] as const;
    }),
  }));
}

/** The files of a chain, the root first; the last pipeline is `main` in the last file. */
function chain(levels: readonly Level[]): readonly string[] {
  const files: string[] = [''];
  for (const [index, each] of levels.entries()) {
    if (each.apart) files.push(`import "${files.length - 1}.tlp"\n`);
    const name = index === levels.length - 1 ? 'main' : `p${index}`;
    const abstract = name === 'main' ? '' : 'abstract ';
    const parent = index === 0 ? '' : ` extends p${index - 1}`;
    files.push(`${files.pop()}${abstract}pipeline ${name}${parent} {\n${body(each)}\n}\n`);
  }
  return files;
}

async function meaning(texts: readonly string[]) {
  const file = `/home/ada/${texts.length - 1}.tlp`;
  const files = memoryFiles(Object.fromEntries(texts.map((text, index) => [`/home/ada/${index}.tlp`, text])));
  const { pipelines, diagnostics } = await resolveText(texts.at(-1)!, { file, files });
  expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
  const { origins: _, file: __, ...rest } = pipelines[0]!;
  return rest;
}

test('extends is copying by hand', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(level, { maxLength: 4 }), async (drawn) => {
      const levels = complete([root, ...drawn]);
      const flat = levels.reduce((parent, child) => over(child, parent));
      const byHand = await meaning([`pipeline main {\n${body(flat)}\n}\n`]);
      expect(await meaning(chain(levels))).toEqual(byHand);
    }),
    { numRuns: 100 },
  );
});
