/** What `tlp find-rate` says at its end. */
import { numberText } from '@tlp/language/number-text.js';
import type { Phase } from '@tlp/language/resolve/pipeline.js';
import type { RangeTest } from '../train/find-rate/range-test.js';
import { shownPoints } from '../train/find-rate/shown-points.js';
import { falls, type Suggestion, type Suggestions } from '../train/find-rate/suggestions.js';
import type { Context } from './command.js';
import { ratePlot } from './rate-plot.js';
import { table } from './table.js';

const methods = ['valley', 'steep', 'minimum'] as const satisfies readonly Suggestion[];

/** Wider plots say no more. */
const widest = 100;

const meanings: Readonly<Record<Suggestion, string>> = {
  valley: 'in the middle of the longest descent: start with this one',
  steep: 'where the loss falls fastest',
  minimum: 'a tenth of where it is lowest',
};

/** As `--write` writes it. */
export const twoDigits = (rate: number): string => numberText(Number(rate.toPrecision(2)));

export function renderRates(
  test: RangeTest,
  suggestions: Suggestions,
  { name, learningRate }: Phase,
  { out, colors: c }: Pick<Context, 'out' | 'colors'>,
): string {
  const known = methods.flatMap((method) => {
    const rate = suggestions[method];
    return rate === null ? [] : [{ name: method, rate }];
  });
  const plot = ratePlot(shownPoints(test), known, {
    columns: Math.min(widest, out.columns),
    paint: { curve: c.blue, mark: c.yellow },
  });
  const rows = [
    ...known.map(({ name: method, rate }) => [method, twoDigits(rate), meanings[method]]),
    ['now', numberText(learningRate.rate), `what phase ${name} has`],
  ];
  const rates = table([{ title: '' }, { title: 'RATE', align: 'right' }, { title: '' }], rows);
  const notes = notesOf(test, known.length > 0);
  return [
    c.bold(`Phase ${name}: loss by learning rate`),
    plot,
    '',
    ...(known.length > 0 ? [rates] : []),
    ...notes,
    '',
  ].join('\n');
}

/** How far the suggestions can be trusted. */
function notesOf(test: RangeTest, suggests: boolean): readonly string[] {
  const { points, end, range } = test;
  const last = twoDigits(points.at(-1)!.rate);
  return [
    ...(end === 'rising'
      ? [`At ${last}, after ${points.length} steps, the loss was more than four times its lowest.`]
      : []),
    ...(end === 'not finite'
      ? [`After ${last}, in step ${points.length + 1}, the loss was no number any more.`]
      : []),
    ...(suggests
      ? []
      : [`That is too early to suggest a rate. Begin lower: --from ${twoDigits(range.from / 100)}.`]),
    ...(suggests && !falls(test)
      ? ['The loss hardly fell, so the suggestions mean little. Look at the curve, or take more steps.']
      : []),
  ];
}
