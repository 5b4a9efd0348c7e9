/** What the schema table says of a property, a parameter or a word. */
import { capitalized } from '../../capitalized.js';
import type { Spec, Specs, Word } from '../../schema/types.js';
import { example, type Fact, facts, type Part, text } from './text.js';

/** A default that is a phrase stands as it is, one that could be written as code. */
function defaultText(fallback: { readonly doc: string }): string {
  return fallback.doc.includes(' ') && !fallback.doc.includes('(') ? fallback.doc : `\`${fallback.doc}\``;
}

export const specFacts = (spec: Spec<unknown>): readonly Fact[] => [
  ['Value', spec.type.description],
  spec.fallback
    ? ['Default', defaultText(spec.fallback)]
    : ['Required', spec.unless ? `unless \`${spec.unless}\` is there` : 'there is no default'],
];

export function specParts(spec: Spec<unknown>, more: readonly Fact[] = []): readonly Part[] {
  return [
    text(spec.doc),
    facts(...specFacts(spec), ...more),
    ...parameterParts(spec.type.parameters),
    example(spec.example),
  ];
}

export function parameterParts(parameters: Specs = {}): readonly Part[] {
  const all = Object.entries(parameters);
  if (all.length === 0) return [];
  return [
    text('It takes'),
    facts(
      ...all.map(([name, spec]): Fact => {
        const otherwise = spec.fallback ? `default ${defaultText(spec.fallback)}` : 'required';
        return [`\`${name}\``, `${spec.doc} ${capitalized(spec.type.description)}; ${otherwise}.`];
      }),
    ),
  ];
}

export const wordParts = (word: Word, more: readonly Fact[] = []): readonly Part[] => [
  text(word.doc),
  facts(...more),
  ...parameterParts(word.parameters),
  ...(word.example === word.name ? [] : [example(word.example)]),
];
