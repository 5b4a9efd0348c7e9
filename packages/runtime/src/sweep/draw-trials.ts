/** The trials of a sweep: every combination of what is listed, or values drawn by named keys. */
import { numberText } from '@tlp/language/number-text.js';
import type { Knob, Pipeline, Sweep } from '@tlp/language/resolve/pipeline.js';
import { learningRates } from '@tlp/language/schema/rates.js';
import { writeValue } from '@tlp/language/schema/write.js';
import { createRandom } from '../random.js';

export interface Trial {
  /** `trial-001`, also the name of its run directory. */
  readonly name: string;
  /** What it has for each knob, as `--set` takes it. */
  readonly values: readonly string[];
}

/** What `tlp run` needs to train the same: `schedule.tune.epochs=3`. */
export const setsOf = ({ knobs }: Sweep, { values }: Trial): readonly string[] =>
  knobs.map(({ path }, i) => `${path}=${values[i]}`);

/**
 * The same trials for the same seed, and the first ones the same however many there are, unless a short list is tried whole.
 * @param pipeline as it stands in the file, whose rate schedules stay where a number is tried
 */
export function drawTrials(pipeline: Pipeline, sweep: Sweep, seed: number): readonly Trial[] {
  const { knobs, trials } = sweep;
  const lists = knobs.flatMap((knob) => (knob.kind === 'choices' ? [knob.choices] : []));
  const listed = lists.length === knobs.length;
  const drawn = listed ? listedTrials(lists, trials, seed) : rows(trials ?? 0, knobs, seed);
  const digits = Math.max(3, String(drawn.length).length);
  return drawn.map((values, i) => ({
    name: `trial-${String(i + 1).padStart(digits, '0')}`,
    values: values.map((value, at) => inSchedule(pipeline, knobs[at]!.path, value)),
  }));
}

/** All combinations, the last list the fastest; or as many of them as are asked for, none twice. */
function listedTrials(
  lists: readonly (readonly string[])[],
  trials: number | null,
  seed: number,
): readonly (readonly string[])[] {
  const count = lists.reduce((product, list) => product * list.length, 1);
  const places = Array.from({ length: count }, (_, i) => i);
  const chosen =
    trials === null || trials >= count
      ? places
      : createRandom(seed, 'sweep', 'combinations')
          .shuffle(places)
          .slice(0, trials)
          .sort((a, b) => a - b);
  return chosen.map((place) => {
    let rest = place;
    return lists
      .toReversed()
      .map((list) => {
        const value = list[rest % list.length]!;
        rest = Math.floor(rest / list.length);
        return value;
      })
      .reverse();
  });
}

const rows = (trials: number, knobs: readonly Knob[], seed: number) =>
  Array.from({ length: trials }, (_, trial) => knobs.map((knob) => draw(knob, seed, trial)));

function draw(knob: Knob, seed: number, trial: number): string {
  const random = createRandom(seed, 'sweep', trial, knob.path);
  if (knob.kind === 'choices') return knob.choices[random.int(knob.choices.length)]!;
  const { kind, from, to, unit, whole } = knob;
  const value =
    kind === 'log'
      ? Math.exp(random.uniform(Math.log(from), Math.log(whole ? to + 1 : to)))
      : random.uniform(from, whole ? to + 1 : to);
  const rounded = whole ? Math.floor(value) : Number(value.toPrecision(digitsOf(knob)));
  const drawn = Math.min(to, Math.max(from, rounded));
  return `${unit === '' ? numberText(drawn) : drawn}${unit}`;
}

/** Three, which is finer than any two trials differ, and as many more as the ends of a narrow range share. */
const digitsOf = ({ from, to }: { readonly from: number; readonly to: number }): number =>
  Math.min(17, Math.max(3, 3 + Math.ceil(Math.log10(Math.abs(from) / (to - from)))));

/** A number in the place of a learning rate is the highest of the schedule that stands there; its other numbers keep their share. */
function inSchedule({ schedule }: Pipeline, path: string, value: string): string {
  const [, name] = /^schedule\.(.+)\.learning_rate$/.exec(path) ?? [];
  const rate = Number(value);
  const learningRate = schedule.phases.find((phase) => phase.name === name)?.learningRate;
  if (!learningRate || Number.isNaN(rate)) return value;
  const { lowest } = learningRate;
  const share = rate / learningRate.rate;
  const scaled = lowest === undefined ? {} : { lowest: Number((lowest * share).toPrecision(3)) };
  return withoutDefaults(writeValue(learningRates, { ...learningRate, rate, ...scaled }));
}

/** `cosine(1e-4, end: 0, warmup: 10%)` as a person writes it: `cosine(1e-4, warmup: 10%)`. */
function withoutDefaults(written: string): string {
  const word = learningRates.words.find(({ name }) => written.startsWith(`${name}(`));
  return Object.entries(word?.parameters ?? {}).reduce(
    (text, [name, { type, fallback }]) =>
      fallback ? withoutArgument(text, `, ${name}: ${writeValue(type, fallback.value)}`) : text,
    written,
  );
}

/** Only where it ends there: `, factor: 0.1` also begins `, factor: 0.15`. */
const withoutArgument = (call: string, argument: string): string =>
  [',', ')'].reduce((text, end) => text.replace(`${argument}${end}`, end), call);
