/** What speaks against a new name: it is tried out, and every name must then mean what it meant before. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TlpServices } from '../../grammar/services.js';
import { lex } from '../tokens.js';
import { createWorkspace, type Workspace } from '../workspace.js';
import type { Changes } from './edit.js';
import { type Entity, type Mention, sameEntity } from './entity.js';
import { mentionsOf } from './mentions.js';

export type Renamed = Extract<Entity, { kind: 'let' | 'pipeline' | 'phase' }>;

/** Keywords are names too. */
export function isName(text: string, services: TlpServices): boolean {
  const tokens = lex(text, services);
  return tokens.length === 1 && tokens[0]!.text === text && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text);
}

/** A sentence that says what is in the way; undefined where nothing is. */
export function findClash(
  entity: Renamed,
  name: string,
  changes: Changes,
  workspace: Workspace,
): string | undefined {
  if (name === entity.name) return undefined;
  const after: Renamed = { ...entity, name };
  const what = { let: 'a `let`', pipeline: 'a pipeline', phase: 'a phase' }[entity.kind];
  const touched = workspace
    .uris()
    .filter((uri) => changes.has(uri) || workspace.snapshot(uri)?.text.getText().includes(name));
  const uris = [...new Set([...changes.keys(), ...touched])];
  const before = new Map(uris.map((uri) => [uri, mentionsOf(uri, workspace)]));
  if ([...before.values()].flat().some((mention) => sameEntity(mention.entity, after))) {
    return `There is ${what} \`${name}\` already.`;
  }
  const trial = changed(workspace, changes);
  for (const [uri, mentions] of before) {
    const now = mentionsOf(uri, trial);
    const expected = mentions.map((mention) => (sameEntity(mention.entity, entity) ? after : mention.entity));
    const index = expected.findIndex((meant, at) => !now[at] || !sameEntity(meant, now[at].entity));
    if (index < 0 && now.length === expected.length) continue;
    const at = firstOf(now[index < 0 ? expected.length : index], mentions[index]);
    const line = (trial.snapshot(uri)?.text.positionAt(at).line ?? 0) + 1;
    const file = uri.slice(uri.lastIndexOf('/') + 1);
    return `\`${name}\` would mean something else in line ${line} of ${file}. Choose another name.`;
  }
  return undefined;
}

const firstOf = (a: Mention | undefined, b: Mention | undefined): number => a?.start ?? b?.start ?? 0;

/** The same texts with the edits made; nobody else sees it. */
function changed(workspace: Workspace, changes: Changes): Workspace {
  const files = {
    ...workspace.files,
    read(uri: string) {
      const text = workspace.snapshot(uri)?.text;
      return text && TextDocument.applyEdits(text, [...(changes.get(uri) ?? [])]);
    },
  };
  return createWorkspace(files, workspace.services);
}
