/** Keywords: what they begin, and what holds in a block where nothing is written. */

import { isSound } from '../../plan/draft-facts.js';
import { explainPipeline } from '../../plan/explain.js';
import type { Draft } from '../../resolve/draft.js';
import { keywords } from '../../schema/keywords.js';
import type { Located, Thing } from '../locate/located.js';
import { example, facts, type Part, text, title } from './text.js';

export function keywordParts(
  { keyword, block }: Extract<Thing, { kind: 'keyword' }>,
  { draft }: Located,
): readonly Part[] {
  const about =
    block ?? (Object.hasOwn(keywords, keyword) ? keywords[keyword as keyof typeof keywords] : undefined);
  if (!about) return [];
  const home = block && block.name !== 'phase' ? block.name : undefined;
  return [
    title(keyword),
    text(about.doc),
    ...(block
      ? [
          facts([
            'Properties',
            Object.keys(block.properties)
              .map((name) => `\`${name}\``)
              .join(', '),
          ]),
        ]
      : []),
    ...(draft && home ? [facts(defaultsIn(draft, home))] : []),
    example(about.example),
  ];
}

/** Those that stand nowhere in the text. */
function defaultsIn(draft: Draft, path: string): readonly [string, string] | false {
  const own = new RegExp(`^${path}\\.[^.]+$`);
  const unwritten = explainPipeline(draft.pipeline).filter(
    (entry) => entry.origin.kind === 'default' && own.test(entry.path) && isSound(draft, entry.path),
  );
  if (unwritten.length === 0) return false;
  const values = unwritten.map(({ path: at, value }) => `\`${at.split('.').at(-1)}: ${value}\``);
  return ['Not set', values.join(', ')];
}
