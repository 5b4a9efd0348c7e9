/** Words, numbers and texts where values stand, and the layers of a head. */
import type { Call } from '../../grammar/generated/ast.js';
import { rangeOf } from '../../grammar/range-of.js';
import { numberText } from '../../number-text.js';
import { add } from '../../plan/amount.js';
import { isSound } from '../../plan/draft-facts.js';
import type { HeadStep } from '../../plan/head-shapes.js';
import { rateCourse } from '../../plan/rate-course.js';
import { writeLayers } from '../../schema/head.js';
import { headPresets } from '../../schema/head-presets.js';
import type { Knowledge } from '../knowledge.js';
import { phaseNamed } from '../knowledge.js';
import type { Located, Slot, Thing } from '../locate/located.js';
import { amountText, shapeText } from '../quantities.js';
import type { Snapshot } from '../snapshot.js';
import { sourceText } from './backbone.js';
import { lengthText } from './phase.js';
import { dataText } from './pipeline.js';
import { specFacts, wordParts } from './spec.js';
import { example, type Fact, facts, type Part, text, title } from './text.js';

type Of<Kind extends Thing['kind']> = Extract<Thing, { kind: Kind }>;

export function wordHover(
  thing: Of<'word'>,
  located: Located,
  snapshot: Snapshot,
  known: Knowledge | undefined,
): readonly Part[] {
  const { name, slot, word, call } = thing;
  const source =
    slot.names.at(-1) === 'weights'
      ? located.draft?.backbone.sources.find((s) => s.name === name)
      : undefined;
  if (source)
    return [title(name, `weights of \`${located.draft!.backbone.name}\``), text(sourceText(source))];
  if (!word) return [];
  const more = known
    ? [...layerFacts(call, slot, snapshot, known), ...dataFacts(slot, known), ...rateFacts(slot, known)]
    : [];
  const presets = known && slot.block === 'head' ? presetParts(call, slot, snapshot, known) : [];
  return [title(name, roleOf(slot, name)), ...wordParts(word, more), ...presets];
}

function roleOf({ block, names }: Slot, word: string): string {
  const [last] = names.slice(-1);
  if (last !== undefined) return `value of \`${last}\``;
  if (block !== 'head') return 'source of data';
  return headPresets.some(({ name }) => name === word) ? 'preset of the head' : 'layer of the head';
}

/** The places in the resolved head of what a call stands for: one layer, or the layers of a preset. */
function layersOf(
  call: Call,
  path: string | undefined,
  snapshot: Snapshot,
  { draft: { pipeline } }: Knowledge,
): readonly number[] {
  const first = Number(/^head\.(\d+)$/.exec(path ?? '')?.[1] ?? Number.NaN);
  const here = rangeOf(call.$cstNode);
  // A head that the pipeline takes over stands elsewhere, and so do its layers.
  const stands = (index: number): boolean => {
    const origin = pipeline.origins[`head.${index}`];
    if (origin?.kind !== 'file' || origin.file !== snapshot.file) return false;
    return here?.line === origin.range.line && here.column === origin.range.column;
  };
  const indices = pipeline.head.map((_, index) => index).filter((index) => index >= first);
  const after = indices.findIndex((index) => !stands(index));
  return after < 0 ? indices : indices.slice(0, after);
}

/** What a layer or a preset of the head gives; undefined where it or one before it is not sound. */
export function stepOf(
  call: Call,
  path: string | undefined,
  snapshot: Snapshot,
  known: Knowledge,
): HeadStep | undefined {
  const places = layersOf(call, path, snapshot, known);
  const steps = places.flatMap((index) => known.head[index] ?? []);
  const last = steps.at(-1);
  if (!last || steps.length < places.length) return undefined;
  return {
    shape: last.shape,
    parameters: add(...steps.map((step) => step.parameters)),
    trained: add(...steps.map((step) => step.trained)),
  };
}

/** The layers that a preset stands for; none of what is a layer itself. */
function presetParts(call: Call, { path }: Slot, snapshot: Snapshot, known: Knowledge): readonly Part[] {
  const places = layersOf(call, path, snapshot, known);
  if (places.length < 2 || !isSound(known.draft, 'head')) return [];
  const layers = places.map((index) => known.draft.pipeline.head[index]!);
  return [text('It stands for'), example(writeLayers(layers).join('\n'))];
}

function layerFacts(
  call: Call,
  { block, path }: Slot,
  snapshot: Snapshot,
  known: Knowledge,
): readonly Fact[] {
  const step = block === 'head' ? stepOf(call, path, snapshot, known) : undefined;
  if (!step) return [];
  return [
    ['Output', shapeText(step.shape)],
    ['Parameters', amountText(step.parameters)],
  ];
}

const dataFacts = ({ block, names }: Slot, known: Knowledge): readonly Fact[] =>
  block === 'data' && names.length === 0 && known.data ? [['Contains', dataText(known)]] : [];

/** The learning rate's course, on the word and on the number that is the highest rate. */
export function rateFacts({ block, names, path = '' }: Slot, { draft }: Knowledge): readonly Fact[] {
  const [property, last] = [names[0], names.at(-1)];
  if (block !== 'phase' || property !== 'learning_rate' || !(names.length === 1 || last === 'rate'))
    return [];
  const phase = phaseNamed(draft, path.split('.')[1] ?? '');
  if (!phase || !isSound(draft, `schedule.${phase.name}.learning_rate`)) return [];
  return [['Schedule', rateCourse(phase.learningRate, numberText)]];
}

/** On the size of the input, how it fits the data. */
export const fitFacts = ({ block, names }: Slot, { fit }: Knowledge): readonly Fact[] =>
  block === 'backbone' && names[0] === 'input' && fit ? [['Of the data', fit.full]] : [];

/** On the property itself, the names that the backbone knows. */
export function publishedFacts({ block, names }: Slot, { draft }: Knowledge): readonly Fact[] {
  if (block !== 'backbone' || names[0] !== 'weights') return [];
  return draft.backbone.sources.map((source): Fact => [`\`${source.name}\``, sourceText(source)]);
}

/** What a literal means where it stands. */
export function literalHover(thing: Of<'number' | 'text'>, known: Knowledge | undefined): readonly Part[] {
  const { slot } = thing;
  const { spec } = slot;
  if (!spec) return [];
  const shown = thing.kind === 'text' ? `"${thing.text}"` : thing.text;
  const more = known ? [...rateFacts(slot, known), ...fitFacts(slot, known), ...stepFacts(slot, known)] : [];
  return [title(shown, pathText(slot)), text(spec.doc), facts(...specFacts(spec), ...more)];
}

function stepFacts({ block, names, path = '' }: Slot, known: Knowledge): readonly Fact[] {
  if (names.length !== 1) return [];
  const { phases } = known.draft.pipeline.schedule;
  if (block === 'phase' && names[0] === 'epochs') {
    const phase = phaseNamed(known.draft, path.split('.')[1] ?? '');
    return phase ? [['Total', lengthText(known, phase)]] : [];
  }
  if (block !== 'data' || names[0] !== 'batch' || !known.data) return [];
  return phases.map((phase) => [`Phase \`${phase.name}\``, lengthText(known, phase)]);
}

/** From the inside out: `rate` of `cosine` of `learning_rate`. */
export const pathText = ({ names, block }: Slot): string =>
  [block, ...names]
    .map((name) => `\`${name}\``)
    .reverse()
    .join(' of ');
