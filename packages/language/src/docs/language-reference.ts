/** `docs/language.md`, from the schema table. */
import { exampleText } from '../checks/example.js';
import { modalities } from '../modalities/index.js';
import { headLayers, headMembers, writeLayers } from '../schema/head.js';
import { type HeadSite, headPresets } from '../schema/head-presets.js';
import { blocks, memberWords } from '../schema/index.js';
import type { BlockSpec, Reader, Spec, Word } from '../schema/types.js';
import { languageGuide } from './language-guide.js';
import { table } from './markdown.js';

function defaultOf(spec: Spec<unknown>): string {
  if (!spec.fallback)
    return spec.unless ? `**required**, unless \`${spec.unless}\` is there` : '**required**';
  const { doc } = spec.fallback;
  return doc.includes(' ') && !doc.includes('(') ? doc : `\`${doc}\``;
}

function parametersTable(parameters: Word['parameters']): string {
  const rows = Object.entries(parameters).map(([name, spec]) => [
    `\`${name}\``,
    spec.type.description,
    defaultOf(spec),
    spec.doc,
  ]);
  return table(['parameter', 'value', 'default', 'meaning'], rows);
}

const isChoice = (word: Word): boolean => Object.keys(word.parameters).length === 0;

/** Words that a property may hold: simple ones as a table, those with parameters one by one. */
function words(list: readonly Word[], level: string): readonly string[] {
  const simple = list.filter(isChoice);
  const called = list.filter((word) => !isChoice(word));
  const rows = simple.map((word) => [`\`${word.name}\``, word.doc]);
  return [
    ...(simple.length > 0 ? [table(['word', 'meaning'], rows)] : []),
    ...called.flatMap((word) => [
      `${level} \`${word.name}\``,
      word.doc,
      `\`\`\`tlp\n${word.example}\n\`\`\``,
      parametersTable(word.parameters),
      ...Object.entries(word.parameters).flatMap(([name, spec]) =>
        spec.type.words.length > 1 ? [`Words of \`${name}\`:`, ...words(spec.type.words, `${level}#`)] : [],
      ),
    ]),
  ];
}

const silent: Reader = {
  path: '',
  report: () => undefined,
  under: () => silent,
  beside: (path) => path,
  spoil: () => undefined,
  from: () => undefined,
  fallback: () => undefined,
};

const site: HeadSite = { pool: 'average', units: 'classes' };

/** A preset with the layers that it stands for, above a feature map. */
function preset({ name, doc, example, parameters }: Word): readonly string[] {
  const only = { kind: 'word', name, called: false, args: [], at: {} } as const;
  const layers = headMembers.read([only], silent);
  const written = typeof layers === 'function' ? writeLayers(layers(site)).join('\n  ') : '';
  return [
    `### \`head\` · \`${name}\``,
    doc,
    `\`\`\`tlp\n${example}\n\`\`\``,
    ...(isChoice({ name, doc, example, parameters }) ? [] : [parametersTable(parameters)]),
    'It stands for',
    `\`\`\`tlp\nhead {\n  ${written}\n}\n\`\`\``,
  ];
}

/** Of a property that only one kind of data has. */
function onlyOf(block: string, name: string): string {
  const own = modalities.find(({ properties }) => Object.hasOwn(properties, name));
  return block === 'data' && own ? ` Only of \`${own.kind}\`.` : '';
}

function block(spec: BlockSpec): readonly string[] {
  const properties = Object.entries(spec.properties).flatMap(([name, property]) => [
    `### \`${spec.name}\` · \`${name}\``,
    `${property.doc}${onlyOf(spec.name, name)}`,
    `Value: ${property.type.description}. Default: ${defaultOf(property)}.`,
    `\`\`\`tlp\n${property.example}\n\`\`\``,
    ...words(property.type.words, '####'),
  ]);
  return [`## \`${spec.name}\``, spec.doc, `\`\`\`tlp\n${spec.example}\n\`\`\``, ...properties];
}

/** Measures that mean the same stand together. */
function expectations({ name, doc, example, properties }: BlockSpec): readonly string[] {
  const rows = new Map<string, string[]>();
  for (const [measure, { doc: meaning, type }] of Object.entries(properties)) {
    const key = [type.description, meaning].join(' | ');
    rows.set(key, [...(rows.get(key) ?? []), `\`${measure}\``]);
  }
  return [
    `## \`${name}\``,
    doc,
    `\`\`\`tlp\n${example}\n\`\`\``,
    'A bound is `>=`, `<=`, `>` or `<`, and stands alone or beside others on a line. `tlp run` judges all of them when everything is saved, ' +
      '`tlp run --resume` on a finished run again, and `tlp evaluate` those of the test split on what it measures. What was not measured is missed.',
    table(
      ['measure', 'bound', 'meaning'],
      [...rows].map(([key, names]) => [names.join(', '), ...key.split(' | ')]),
    ),
  ];
}

/** What stands before the properties of a sweep. */
const knobs: readonly string[] = [
  '### `sweep` · paths',
  'Beside these, a sweep names values of the pipeline by their paths, and what is tried there:',
  table(
    ['written', 'tried'],
    [
      ['`data.batch: 16, 32`', 'each of them'],
      ['`backbone: mobilenet_v2, resnet18`', 'each backbone; the properties of its block stay'],
      ['`schedule.tune.freeze: "..block3", none`', 'a range of blocks stands in quotes'],
      [
        '`schedule.tune.learning_rate: log(1e-5..1e-3)`',
        'numbers drawn by equal factors. A rate schedule such as `cosine` stays, with the number as its highest rate',
      ],
      ['`let.decay: linear(0..0.3)`', 'numbers drawn evenly; a `let` brings any value into a sweep'],
    ],
  ),
  '[recipes.md](recipes.md#trying-many) shows what comes of it.',
];

/** The names stand on a page of their own, `docs/backbones.md`. */
const catalogue: readonly string[] = [
  '## Backbones',
  'The [catalogue](backbones.md) lists the backbones with their weights and blocks. `tlp backbones NAME` shows one with its layers, ' +
    'shapes and parameters.',
];

export function languageReference(): string {
  const { backbone, data, schedule, phase, expect, sweep } = blocks;
  const parts = [
    languageGuide(exampleText({ schedule: guideSchedule })),
    ...block(backbone),
    '### Networks from files',
    'A network that is not in the catalogue is imported from a file of another library, weights and all. Its classifier, from the ' +
      'global pool on, is left out. Its blocks are found from the names of its layers, or from where the image becomes smaller; ' +
      '`tlp backbones FILE` shows them. The file does not say how pixels become the input, so `preprocessing` must be set. A finished ' +
      'run needs the file no more. [imports.md](imports.md) lists networks that were tried.',
    ...words(memberWords.backbone, '####'),
    ...block(data),
    '### Sources of data',
    ...words(memberWords.data, '####'),
    '## `head`',
    'The layers between the backbone and the answer, in order. The last one is `dense(classes)`.',
    '```tlp\nhead {\n  pool(average)\n  dropout(20%)\n  dense(classes)\n}\n```',
    'Or one preset, which stands for a whole head. A pipeline without a `head` has `linear`.',
    '```tlp\nhead {\n  fastai\n}\n```',
    ...words(headLayers.words, '###'),
    ...headPresets.flatMap(preset),
    ...block(schedule),
    ...block(phase),
    ...expectations(expect),
    ...block(sweep),
    ...knobs,
    ...catalogue,
  ];
  return `${parts.join('\n\n')}\n`;
}

const guideSchedule = `phase head {
  freeze: all
  epochs: 10
  learning_rate: 1e-3
}
phase tune {
  freeze: ..block5
  epochs: 5
  learning_rate: cosine(1e-4, warmup: 10%)
}`;
