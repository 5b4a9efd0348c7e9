/** Texts with the words that spoke for and against what the model says. */
import type { Word } from '../../modalities/modality.js';
import type { Account, Accounts } from '../accounts.js';
import { type Html, html } from '../html.js';

/** Words that are named below a text. */
const NAMED = 3;

/** Below this share of the strongest word of a text, a word is not marked. */
const FAINT = 0.08;

/** @param judged whether an answer is right or wrong, which one in numbers is not @param outputs the names of what the model knows */
export function words(
  accounts: Accounts,
  { outputs, judged }: { readonly outputs: readonly string[]; readonly judged: boolean },
): Html | null {
  if ('failed' in accounts) {
    return html`<section><h2>${accounts.title}</h2><p class="note">They could not be computed: ${accounts.failed}</p></section>`;
  }
  const texts = accounts.examples.flatMap(({ words: parts, ...account }) =>
    parts ? [{ ...account, words: parts }] : [],
  );
  if (texts.length === 0) return null;
  return html`<section>
    <h2>Words that mattered</h2>
    <p class="note">Each word’s share in the score of what is said, by gradient × input: a solid line below words that raised it, a
      dashed one below those that lowered it, the darker the more. Point at a word for its number.</p>
    <div class="texts">${texts.map((account) => textOf(account, captionOf(account, outputs[account.output] ?? '', judged)))}</div>
  </section>`;
}

function captionOf({ isRight }: Account, said: string, judged: boolean): Html {
  if (!judged) return html`<b>${said}</b>`;
  return html`<span class="${isRight ? 'right' : 'wrong'}">${said}</span> ${isRight ? 'is right' : 'is wrong'}`;
}

function textOf({ id, words: parts }: Account & { readonly words: readonly Word[] }, caption: Html): Html {
  const strongest = Math.max(...parts.map(({ score }) => Math.abs(score ?? 0)), Number.MIN_VALUE);
  return html`<figure>
    <blockquote class="words">${parts.map((part) => wordOf(part, strongest))}</blockquote>
    <figcaption>${caption}<br>
      ${named('for it', parts, 1)}${named('against it', parts, -1)}<small>${id}</small></figcaption>
  </figure>`;
}

function wordOf({ text, score }: Word, strongest: number): Html {
  const share = (score ?? 0) / strongest;
  if (score === null || Math.abs(share) < FAINT) return html`${text}`;
  const strength = Math.abs(share).toFixed(2);
  return html`<mark class="${share > 0 ? 'for' : 'against'}" style="--strength: ${strength}" title="${signed(score)}">${text}</mark>`;
}

/** The strongest in words, for who sees no marks. */
function named(what: string, parts: readonly Word[], sign: 1 | -1): Html | null {
  const strongest = parts
    .flatMap(({ text, score }) => (score !== null && score * sign > 0 ? [{ text, score }] : []))
    .sort((a, b) => (b.score - a.score) * sign)
    .slice(0, NAMED);
  if (strongest.length === 0) return null;
  const list = strongest.map(({ text, score }) => `${text} (${signed(score)})`).join(', ');
  return html`${what}: ${list}<br>`;
}

const signed = (score: number): string => `${score < 0 ? '−' : '+'}${Math.abs(score).toPrecision(2)}`;
