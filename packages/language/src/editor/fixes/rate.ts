/** Writes another learning rate into a phase: the kind of its schedule stays, and its other arguments do. */
import type { Call, Value } from '../../grammar/generated/ast.js';
import { numberText, rateText } from '../../number-text.js';
import { isOfRecipe } from '../../resolve/of-recipe.js';
import type { Origin, Phase } from '../../resolve/pipeline.js';
import type { Snapshot } from '../snapshot.js';
import { type Edit, withLineEndsOf } from './edit.js';
import { parametersOf } from './specs.js';
import { phaseIn, propertyOf, textOf } from './tree.js';
import { addMember, argumentOf, setArgument, writeValue } from './write.js';

/** Where a rate comes from that cannot be written into the text of its phase. */
export type RateElsewhere =
  | { readonly kind: 'recipe' }
  /** A phase further up; its rate's place, where it names one. */
  | { readonly kind: 'parent'; readonly origin?: Origin }
  /** Something that stands for a number: a `let`, or `env()`. */
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'set'; readonly text: string };

export interface WrittenRate {
  readonly edits: readonly Edit[];
  /** The property as it will stand there, on one line. */
  readonly text: string;
}

export interface RateChange {
  readonly pipeline: string;
  /** As it is resolved from this text. */
  readonly phase: Pick<Phase, 'name' | 'learningRate'>;
  /** Where the values of the pipeline are from, by path. */
  readonly origins: Readonly<Record<string, Origin>>;
  readonly rate: number;
}

/**
 * The edits that give a phase another highest rate, to two digits; rates of lower layers keep their share of it. A phase that names no
 * rate gets the property.
 */
export function writeRate(snapshot: Snapshot, change: RateChange): WrittenRate | RateElsewhere {
  const { pipeline, phase, origins } = change;
  const origin = origins[`schedule.${phase.name}.learning_rate`];
  if (origin?.kind === 'set') return { kind: 'set', text: origin.text };
  const node = snapshot.document.parseResult.value.pipelines.find(({ name }) => name === pipeline);
  const block = node && phaseIn(node, phase.name);
  const property = block && propertyOf(block, 'learning_rate');
  if (!block || (!property && origin?.kind !== 'default')) return giverOf(origin, origins);
  const rate = numberText(Number(change.rate.toPrecision(2)));
  const content = snapshot.text.getText();
  if (!property) {
    const text = `learning_rate: ${rate}`;
    return written(content, text, [addMember({ content }, block, text, 'learning_rate')]);
  }
  const value = 'values' in property ? property.values[0] : undefined;
  if (value?.$type === 'NumberValue') {
    return written(content, `learning_rate: ${rate}`, [writeValue(property, rate)]);
  }
  if (value?.$type !== 'Call' || !parametersOf(value).some((name) => name === 'rate' || name === 'rates')) {
    return { kind: 'name', text: textOf(value) };
  }
  return inCall(content, value, { rate, share: Number(rate) / phase.learningRate.rate });
}

function giverOf(rate: Origin | undefined, origins: RateChange['origins']): RateElsewhere {
  if (rate?.kind !== 'file') return { kind: 'parent' };
  return isOfRecipe(rate, origins) ? { kind: 'recipe' } : { kind: 'parent', origin: rate };
}

interface Changed {
  readonly rate: string;
  /** What it is of the rate before. */
  readonly share: number;
}

/** `cosine(1e-4, warmup: 10%)`: the rate, and what is a share of it. */
function inCall(content: string, call: Call, changed: Changed): WrittenRate | RateElsewhere {
  const parameters = parametersOf(call);
  const edits: (Edit | undefined)[] = [];
  for (const name of ['rate', 'rates', 'lowest']) {
    const value = parameters.includes(name) ? argumentOf(call, name, parameters) : undefined;
    if (!value || textOf(value) === 'none') continue;
    const text = argumentText(name, value, changed);
    if (text === undefined) return { kind: 'name', text: textOf(value) };
    edits.push(setArgument(call, name, text, parameters));
  }
  const known = edits.filter((edit) => edit !== undefined);
  const start = call.$cstNode?.offset ?? 0;
  const text = known
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (so, edit) => so.slice(0, edit.start - start) + edit.text + so.slice(edit.end - start),
      textOf(call),
    );
  return written(content, `learning_rate: ${text}`, edits);
}

const numberOf = (value: Value): number | undefined =>
  value.$type === 'NumberValue' ? Number(value.text) : undefined;

/** Undefined where the value is no number that is written there. */
function argumentText(name: string, value: Value, { rate, share }: Changed): string | undefined {
  const below = (low: Value): string | undefined => {
    const number = numberOf(low);
    return number === undefined ? undefined : rateText(number * share);
  };
  if (name === 'lowest') return below(value);
  // Of a range, as `slice` takes it, the end is the highest rate.
  const highest = value.$type === 'RangeValue' ? value.to : value;
  if (numberOf(highest) === undefined) return undefined;
  if (value.$type !== 'RangeValue') return rate;
  const low = below(value.from);
  return low && `${low}..${rate}`;
}

function written(content: string, text: string, edits: readonly (Edit | undefined)[]): WrittenRate {
  return {
    text: text.replaceAll(/\s+/g, ' '),
    edits: edits.flatMap((edit) => (edit ? [withLineEndsOf(content, edit)] : [])),
  };
}
