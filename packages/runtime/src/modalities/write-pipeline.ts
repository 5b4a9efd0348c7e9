/** Parts of the text of a first pipeline. */
import { capitalized } from '@tlp/language/capitalized.js';
import { labelValues } from '@tlp/language/resolve/labels.js';
import type { Labels, Split } from '@tlp/language/resolve/pipeline.js';
import { column } from '@tlp/language/schema/columns.js';
import { dataBlock } from '@tlp/language/schema/data.js';
import { writeValue } from '@tlp/language/schema/write.js';
import type { TaskName } from '@tlp/language/tasks/index.js';

export interface ClassCount {
  readonly name: string;
  /** Examples of the class. */
  readonly images: number;
}

/** The table and its columns, as the language writes them. */
export function labelLines(kind: string, labels: Labels, table?: string): string[] {
  const values = { ...labelValues({ kind, labels }), ...(table === undefined ? {} : { table }) };
  return labels.kind === 'folder'
    ? []
    : Object.entries(values).map(([name, value]) => {
        const spec = dataBlock.properties[name];
        return `${name}: ${spec ? writeValue(spec.type, value) : String(value)}`;
      });
}

export const reasoned = (property: string, reason: string): string[] => [
  `// ${capitalized(reason)}.`,
  property,
];

/** `cat 20, dog 31`. */
export function countList(classes: readonly ClassCount[]): string {
  const shown = classes.slice(0, 6).map(({ name, images }) => `${oneLine(name)} ${images}`);
  return classes.length > shown.length
    ? `${shown.join(', ')} and ${classes.length - shown.length} more classes`
    : shown.join(', ');
}

/** A folder's name may hold anything, line ends too; a comment must not. */
const oneLine = (text: string): string => text.replace(/[\r\n\u2028\u2029]+/g, ' ');

export const quote = (text: string): string =>
  `"${text.replace(/["\\]/g, (c) => `\\${c}`).replace(/[\r\n]/g, ' ')}"`;

const percent = (share: number): string => `${Number((100 * share).toFixed(2))}%`;

export function splitText(split: Split): string {
  if (split.kind === 'fraction') {
    const { train, validation, test } = split;
    const name = split.stratified ? 'stratified' : 'random';
    return `${name}(train: ${percent(train)}, validation: ${percent(validation)}, test: ${percent(test)})`;
  }
  if (split.kind === 'column') return `column(${writeValue(column, split.column)})`;
  const folder = (name: string, value: string | null) => (value === null ? [] : [`${name}: ${quote(value)}`]);
  const share = split.validation === null ? [`validation_share: ${percent(split.validationFraction)}`] : [];
  const folders = [
    ...folder('train', split.train),
    ...folder('validation', split.validation),
    ...folder('test', split.test),
    ...share,
  ];
  return `folders(${folders.join(', ')})`;
}

/** Fewer examples than these do not bear training more than the head. */
const enoughToTune = 100;

/** What the schedule of a first pipeline is chosen by. */
export interface ScheduleSite {
  /** What several examples are called. */
  readonly noun: string;
  readonly task: TaskName;
  readonly examples: number;
  /** 0 where there are none. */
  readonly classes: number;
}

/** How the head begins: the first row that fits. What was measured stands in `bench/README.md`, "Accuracy against time". */
const heads: readonly {
  readonly fits: (site: ScheduleSite) => boolean;
  readonly reason: string;
  readonly lines: readonly string[];
}[] = [
  {
    fits: ({ noun, task }) => noun === 'images' && task === 'classification',
    reason:
      'The head is computed at once, its strength chosen on validation: with few images it is better than ten epochs. The features are computed once',
    lines: ['solve: ridge'],
  },
  {
    fits: () => true,
    reason:
      'The head starts from random weights: training it alone first protects the backbone. The features are computed once',
    lines: ['epochs: 10', 'optimizer: adamw', 'learning_rate: 1e-3'],
  },
];

/** The head alone, and what follows where there are enough examples for it. */
export function phases(site: ScheduleSite, tune: () => readonly string[]): readonly string[] {
  const { reason, lines } = heads.find(({ fits }) => fits(site))!;
  const head = [`// ${reason}.`, 'phase head {', 'freeze: all', ...lines, '}'];
  return site.examples < enoughToTune
    ? [...head, `// With ${site.examples} ${site.noun}, fine-tuning the backbone would only memorize them.`]
    : [...head, ...tune()];
}
