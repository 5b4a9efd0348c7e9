/** Settings of a first pipeline for texts, each with its reason. */
import { targetForm } from '@tlp/language/data/target-form.js';
import { inputForMost, textLengths } from '@tlp/language/modalities/text/lengths.js';
import type { Long } from '@tlp/language/modalities/text/long.js';
import { count, percent } from '@tlp/language/quantities.js';
import { type Choice, chosen, proposeBalance, proposeSplit } from '../choices.js';
import type { TextsInspected } from './inspect.js';

export type TextChoices = ReturnType<typeof choicesOf> & ReturnType<typeof lengthChoices>;

/** What the texts themselves say. */
export function choicesOf({ data, classes, examples }: TextsInspected) {
  const counts = classes.map(({ images }) => images);
  const one = targetForm(data.labels) === 'class';
  const shared = proposeSplit(classes.length > 0 ? Math.min(...counts) : examples.length, 'texts');
  return {
    split:
      data.split.kind === 'column' ? chosen(data.split, 'a column of the table tells the split') : shared,
    batch:
      examples.length < 400 ? chosen(16, 'few texts: more steps per epoch') : chosen(32, 'the usual size'),
    balance: one ? proposeBalance(counts, 'texts') : null,
  };
}

/** @param native the most tokens that the network is used with */
export function lengthChoices(
  lengths: Uint32Array,
  native: number,
): { readonly input: Choice<number>; readonly long: Choice<Long> | null } {
  const enough = inputForMost(lengths, native);
  if (enough !== undefined) {
    const { quantiles, longest } = textLengths(lengths, enough);
    const most = quantiles.at(-1)!.tokens;
    const all = `99% of the texts have at most ${count(most)} tokens, the longest ${count(longest)}`;
    return { input: chosen(enough, all), long: null };
  }
  const { longer, texts } = textLengths(lengths, native);
  return {
    input: chosen(native, 'the most tokens that the network is used with'),
    long: chosen(
      'head_tail',
      `${percent(longer / texts)} of the texts are longer: of these the beginning and the end are read. \`window(stride: 25%)\` would read all, and take longer`,
    ),
  };
}
