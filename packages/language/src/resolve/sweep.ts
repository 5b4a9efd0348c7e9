/** What a sweep tries: each path with the values of its own type, told where they stand. */
import type { Backbone } from '../backbones/card.js';
import { unknownBackbone } from '../checks/backbone/unknown-backbone.js';
import { duplicateProperty } from '../checks/names/duplicate-property.js';
import { emptySweep } from '../checks/sweep/empty-sweep.js';
import { rangeWithoutScale } from '../checks/sweep/range-without-scale.js';
import { soupOfOne } from '../checks/sweep/soup-of-one.js';
import { trialsMissing } from '../checks/sweep/trials-missing.js';
import { unknownKnob } from '../checks/sweep/unknown-knob.js';
import { rangeReversed } from '../checks/values/range-reversed.js';
import { wrongUnit } from '../checks/values/wrong-unit.js';
import type { Knob as KnobNode, LabelledProperty, SweepBlock, Value } from '../grammar/generated/ast.js';
import { numberText } from '../number-text.js';
import { freeze } from '../schema/freeze.js';
import { scales, sweepBlock } from '../schema/sweep.js';
import { specAt, sweptPaths } from '../schema/swept.js';
import type { Reader, Spec } from '../schema/types.js';
import type { RangeSeen, Seen } from '../schema/value.js';
import { readBlock, writtenProperty } from './block.js';
import type { Context } from './context.js';
import { evaluate } from './evaluate.js';
import { frozenLayers } from './freeze.js';
import { judgedBy } from './judged-by.js';
import type { Data, Knob, Schedule, Sweep } from './pipeline.js';
import { placeOf, placeOfKeyword, placeOfPart } from './place.js';
import { writtenProperties } from './properties.js';
import { readStrays } from './strays.js';

interface Site {
  readonly data: Data;
  readonly schedule: Schedule;
  /** Undefined where the backbone is not known. */
  readonly card: Backbone | undefined;
}

/** The nearest sweep of the line, whole; undefined where there is none. */
export function resolveSweep(context: Context, site: Site, reader: Reader): Sweep | undefined {
  const [block] = context.inherit('sweep', (node) => node.sweeps, 'may');
  if (!block) return undefined;
  readStrays(block.strays, [], reader);
  // The backbone itself is tried by its keyword, which has the form of a property.
  const isKnob = (one: { readonly name?: string }) => one.name === 'backbone';
  const options = {
    properties: block.properties.filter((one) => !isKnob(one)),
    loose: block.loose.filter((one) => !isKnob(one)),
  };
  const written = writtenProperties(context, 'sweep', sweepBlock, [options]);
  const { trials, stop, budget, average } = readBlock(sweepBlock, written, placeOf(block), reader);
  // The blocks to freeze are those of the pipeline's backbone, unless that is tried too.
  const card = block.properties.some(isKnob) ? undefined : site.card;
  const knobs = readKnobs(block, context, { ...site, card }, reader);
  const range = knobs.find(({ kind }) => kind !== 'choices');
  if (range && trials === null)
    reader.report(trialsMissing, { path: range.path }, placeOfKeyword(block, 'sweep'));
  const isOne =
    trials === 1 ||
    (knobs.length > 0 && knobs.every((knob) => knob.kind === 'choices' && knob.choices.length === 1));
  if (average && (isOne || stop === 'halving')) {
    const at = written.find(({ name }) => name === 'average')?.at ?? placeOf(block);
    reader.under('average').report(soupOfOne, { halving: !isOne }, at);
  }
  return { knobs, trials, stop, budget, average };
}

function readKnobs(block: SweepBlock, context: Context, site: Site, reader: Reader): readonly Knob[] {
  const labelled = block.properties.flatMap((one) =>
    one.$type === 'LabelledProperty' && one.name === 'backbone' ? one : [],
  );
  const nodes = [...block.knobs, ...labelled].toSorted(
    (a, b) => (a.$cstNode?.offset ?? 0) - (b.$cstNode?.offset ?? 0),
  );
  if (nodes.length === 0) reader.report(emptySweep, {}, placeOfKeyword(block, 'sweep'));
  const phases = site.schedule.phases.map(({ name }) => name);
  const known = [...sweptPaths({ data: site.data.kind, phases }), ...letPaths(context)];
  const seen = new Set<string>();
  return nodes.flatMap((node) => {
    const path = node.name ?? '';
    const at = reader.under(path);
    if (seen.has(path)) at.report(duplicateProperty, { name: path }, placeOf(node));
    else if (path !== '') {
      seen.add(path);
      return readKnob(node, path, context, { ...site, known }, at) ?? [];
    }
    return [];
  });
}

function readKnob(
  node: KnobNode | LabelledProperty,
  path: string,
  context: Context,
  { data, card, known }: Site & { readonly known: readonly string[] },
  reader: Reader,
): Knob | undefined {
  const { around } = context;
  const judging = judgedBy(context.line, path);
  if (judging !== null || !known.includes(path))
    return reader.report(unknownKnob, { path, known, judging }, placeOfPart(node, 'name'));
  reader.from(placeOf(node));
  const [value, ...others] = node.values;
  if (!value) return reader.report(emptySweep, { path }, placeOf(node));
  const spec = specAt(path, data.kind);
  const seen = evaluate(value, around);
  if (others.length === 0 && seen.kind === 'range') return readBareRange(seen, value, spec, reader);
  const scale = seen.kind === 'word' && seen.called ? scales.find((name) => name === seen.name) : undefined;
  const range = seen.kind === 'word' && seen.args.length === 1 ? seen.args[0]?.value : undefined;
  if (scale && others.length === 0 && range?.kind === 'range')
    return readScale(scale, range, { path, spec, text: textOf(value) }, reader);
  const choices = node.values.map((one, i) => {
    const read = i === 0 ? seen : evaluate(one, around);
    return readChoice(one, read, { path, spec, card }, context, reader.under(String(i)));
  });
  return { path, kind: 'choices', choices };
}

const textOf = ({ $cstNode }: Value): string => ($cstNode?.text ?? '').replaceAll(/\s+/g, ' ').trim();

const letPaths = ({ line }: Context): readonly string[] =>
  line.pipelines.flatMap(({ lets, $container }) =>
    [...lets, ...($container.lets ?? [])].flatMap(({ name }) => (name ? `let.${name}` : [])),
  );

interface Choice {
  readonly path: string;
  readonly spec: Spec<unknown> | undefined;
  readonly card: Backbone | undefined;
}

/** One of several values, as the type at the path reads it; as `--set` takes it. */
function readChoice(
  value: Value,
  seen: Seen,
  { path, spec, card }: Choice,
  { around, overrides, services }: Context,
  reader: Reader,
): string {
  const text = textOf(value);
  const { Builtin } = services.backbones;
  if (path === 'backbone') {
    const name =
      seen.kind === 'word' && !seen.called ? seen.name : seen.kind === 'text' ? seen.text : undefined;
    if (name !== undefined && !Builtin.find(name))
      reader.report(unknownBackbone, { name, known: Builtin.names }, placeOf(value));
    return name ?? text;
  }
  // What has a grammar of its own, or is written like a call, may stand in quotes.
  const name = path.split('.').at(-1)!;
  const raw = seen.kind === 'text' ? seen.text : text;
  const parsed = seen.kind === 'text' || name === 'freeze' ? overrides.parse(name, raw) : undefined;
  const written = parsed && writtenProperty(parsed, { ...around, source: placeOf(value) });
  const own = written && (written.called || written.values.some(({ kind }) => kind === 'freeze'));
  if (!own) {
    spec?.type.read([seen], reader);
    return text;
  }
  if (name !== 'freeze') spec?.type.read(written.values, reader);
  else {
    const frozen = freeze.read(written.values, reader);
    if (frozen && card) frozenLayers(frozen, { graph: Builtin.graph(card), until: card.until }, reader);
  }
  return raw;
}

function readBareRange(
  { from, to }: RangeSeen,
  value: Value,
  spec: Spec<unknown> | undefined,
  reader: Reader,
): undefined {
  const small =
    from.kind === 'number' && to.kind === 'number' && from.amount > 0 && to.amount / from.amount >= 10;
  const scale = spec?.type.number?.whole !== true && small ? 'log' : 'linear';
  return reader.report(rangeWithoutScale, { text: textOf(value), scale, why: 'bare' }, placeOf(value));
}

interface Drawn {
  readonly path: string;
  readonly spec: Spec<unknown> | undefined;
  /** The call, as written. */
  readonly text: string;
}

function readScale(
  kind: 'log' | 'linear',
  { from, to, at }: RangeSeen,
  { path, spec, text }: Drawn,
  reader: Reader,
): Knob | undefined {
  const ends = [from, to].map((end) => readEnd(end, spec, reader));
  if (ends.some((end) => end === undefined)) return undefined;
  const [low, high] = ends as [Extract<Seen, { kind: 'number' }>, Extract<Seen, { kind: 'number' }>];
  // A `let` has no type that would have told its unit.
  if (low.unit !== high.unit) {
    const { text: wrong, amount, at: place } = low;
    const expected = `a number ${high.unit === '' ? 'without a unit' : `in ${high.unit}`}, as the other end of the range`;
    const correction = `${numberText(amount)}${high.unit}`;
    return reader.report(wrongUnit, { text: wrong, expected, correction, sure: false }, place);
  }
  if (low.amount >= high.amount) return reader.report(rangeReversed, {}, at);
  if (kind === 'log' && low.amount <= 0) {
    const inner = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
    return reader.report(rangeWithoutScale, { text: inner, scale: 'linear', why: 'zero' }, at);
  }
  const whole = spec?.type.number?.whole === true;
  return { path, kind, from: low.amount, to: high.amount, unit: high.unit, whole };
}

/** An end of a range, which is a number that could stand there itself. */
function readEnd(
  end: Seen,
  spec: Spec<unknown> | undefined,
  reader: Reader,
): Extract<Seen, { kind: 'number' }> | undefined {
  const value = spec?.type.read([end], reader);
  if ((spec && value === undefined) || end.kind !== 'number') {
    reader.spoil();
    return undefined;
  }
  return end;
}
