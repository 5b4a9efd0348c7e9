/**
 * Values of environment variables are read, but never told: a variable may hold what nobody is to see, and messages end
 * up in logs. What a message would quote of one is named instead, as a shell writes it: `$DATA`.
 */
import type { ToldValue } from '../schema/told-value.js';
import type { Place } from '../schema/value.js';

/** Texts that are not told, each with the variable that gave it. */
export type Hidden = readonly (readonly [variable: string, text: string])[];

/** The forms in which a variable's text may stand in a message. */
export const formsOf = (text: string): readonly string[] =>
  [text, text.trim(), String(Number(text))].filter(
    (form, index, all) => form.trim() !== '' && form !== 'NaN' && all.indexOf(form) === index,
  );

/** Shorter texts stand in messages for other reasons too, so they are looked for only where the variable is at fault. */
const shortest = 4;

/** What these say is the language's own. */
const ours: ReadonlySet<string> = new Set(['expected', 'known', 'what', 'block', 'keyword', 'example']);

/** What a rule is told of a value that a variable gave, without the value. */
export function hideArgs<Args>(args: Args, { variable }: Place, hidden: Hidden): Args {
  const text = hidden.find(([name]) => name === variable)?.[1];
  if (variable === undefined || text === undefined || typeof args !== 'object' || args === null) return args;
  const entries = Object.entries(args).map(([key, value]: [string, unknown]) => {
    if (key === 'seen')
      return [key, { kind: 'word', name: `$${variable}`, called: false } satisfies ToldValue];
    return [key, typeof value === 'string' && !ours.has(key) ? hideIn(value, variable, text) : value];
  });
  return Object.fromEntries(entries) as Args;
}

/** A part of the text, as the name of a call that it holds, is hidden like the whole. */
const hideIn = (value: string, variable: string, text: string): string =>
  value !== '' && text.includes(value) ? `$${variable}` : value.replaceAll(text, `$${variable}`);

/** A sentence in which no variable's text stands; the place's own is looked for even where it is short. */
export function hideTexts(sentence: string, hidden: Hidden, { variable }: Place = {}): string {
  return hidden.reduce(
    (result, [name, text]) =>
      name === variable || text.length >= shortest
        ? result.split(new RegExp(`(?<!\\w)${escaped(text)}(?!\\w)`)).join(`$${name}`)
        : result,
    sentence,
  );
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** What to do about a value that a variable gave, where the rule would write another in its place. */
export function remedyFor(args: unknown, { variable }: Place): string | undefined {
  if (variable === undefined || typeof args !== 'object' || args === null || !('text' in args))
    return undefined;
  const { expected } = args as { readonly expected?: unknown };
  return `Set the variable to ${typeof expected === 'string' ? expected : 'a value that fits here'}.`;
}
