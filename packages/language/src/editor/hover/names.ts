/** Names that a text gives to its own things. */
import { GrammarUtils } from 'langium';
import type { Let } from '../../grammar/generated/ast.js';
import { counted } from '../../quantities.js';
import { sourceAt } from '../../resolve/visible.js';
import { keywords } from '../../schema/keywords.js';
import type { Scene } from '../feature.js';
import { mentionsFrom } from '../lens/mentions.js';
import { locate } from '../locate/locate.js';
import type { Located, Thing } from '../locate/located.js';
import type { MentionIn } from '../names/find.js';
import type { Snapshot } from '../snapshot.js';
import { inForce } from './origin.js';
import { specParts } from './spec.js';
import { example, type Fact, facts, type Part, text, title } from './text.js';
import { pathText } from './value.js';

const source = ({ name, value }: Let): string =>
  `let ${name ?? ''} = ${value?.$cstNode?.text ?? ''}`.trimEnd();

export function letParts(definition: Let, scene: Scene): readonly Part[] {
  const { uri } = scene.snapshot;
  const start = GrammarUtils.findNodeForProperty(definition.$cstNode, 'name')?.offset;
  const mentions = mentionsFrom(uri, scene);
  const declared = mentions.declared.find(({ mention }) => mention.start === start);
  const uses = declared ? mentions.of(declared.mention.entity) : [];
  const often = uses.length === 1 ? 'once' : counted(uses.length, 'time');
  return [example(source(definition)), facts(['Read', often], meaning(uses, scene))];
}

/** What its value is for, where the text itself reads it. */
function meaning(uses: readonly MentionIn[], { snapshot }: Scene): Fact | undefined {
  const roles = uses.flatMap(({ uri, mention }) => {
    const thing = uri === snapshot.uri ? locate(snapshot, mention.start)?.thing : undefined;
    return thing?.kind === 'let_use' && thing.slot.names.length > 0 ? pathText(thing.slot) : [];
  });
  return roles.length === 0 ? undefined : ['As', [...new Set(roles)].join(', ')];
}

export function letUseParts({ definition, slot }: Extract<Thing, { kind: 'let_use' }>): readonly Part[] {
  return [example(source(definition)), ...(slot.spec ? specParts(slot.spec) : [])];
}

export function envParts(
  { slot, call }: Extract<Thing, { kind: 'env' }>,
  { draft }: Located,
  snapshot: Snapshot,
): readonly Part[] {
  const { doc, example: code } = keywords.env;
  const value = draft && slot.path !== undefined ? inForce(draft, slot.path, call, snapshot) : undefined;
  return [title('env'), text(doc), facts(value), example(code)];
}

/** What a file brings in. */
export function importParts(path: string, snapshot: Snapshot): readonly Part[] {
  const imported = sourceAt(snapshot.document.parseResult.value).import(path);
  if (typeof imported !== 'object') return [title(`import "${path}"`), text(keywords.import.doc)];
  const { pipelines, lets } = imported.document.parseResult.value;
  const list = (names: readonly (string | undefined)[]): string =>
    names.map((name) => `\`${name}\``).join(', ');
  return [
    title(`import "${path}"`),
    facts(
      pipelines.length > 0 && ['Pipelines', list(pipelines.map(({ name }) => name))],
      lets.length > 0 && ['Values', list(lets.map(({ name }) => name))],
    ),
  ];
}
