import type { Session } from '../feature.js';
import { type Entity, sameEntity } from '../names/entity.js';
import type { MentionIn } from '../names/find.js';
import { mentionsOf } from '../names/mentions.js';

export interface Mentions {
  /** Where something is declared, in the asked text. */
  readonly declared: readonly MentionIn[];
  /** Where it is named otherwise, in any text. */
  of(entity: Entity): readonly MentionIn[];
}

/** One walk over the text, and over those that may name what it declares: those that import something. */
export function mentionsFrom(uri: string, { workspace }: Session): Mentions {
  const found = [...new Set([uri, ...workspace.uris()])].flatMap((each): MentionIn[] => {
    const text = workspace.snapshot(each)?.text;
    if (!text || (each !== uri && !/\bimport\b/.test(text.getText()))) return [];
    return mentionsOf(each, workspace).map((mention) => ({ uri: each, text, mention }));
  });
  const reads = new Map<string, MentionIn[]>();
  for (const each of found) {
    const { entity, declares } = each.mention;
    if (declares || !('name' in entity)) continue;
    const known = reads.get(entity.name);
    if (known) known.push(each);
    else reads.set(entity.name, [each]);
  }
  return {
    declared: found.filter((each) => each.uri === uri && each.mention.declares),
    of: (entity) =>
      ('name' in entity ? (reads.get(entity.name) ?? []) : []).filter((each) =>
        sameEntity(each.mention.entity, entity),
      ),
  };
}
