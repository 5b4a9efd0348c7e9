/** What the cursor is on, and where else that is named. */
import { GrammarUtils } from 'langium';
import type { Location, Position } from 'vscode-languageserver-protocol';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { TlpServices } from '../../grammar/services.js';
import type { Scene, Session } from '../feature.js';
import { rangeIn } from '../stretch.js';
import { type Entity, type Mention, sameEntity } from './entity.js';
import { mentionsOf } from './mentions.js';

/** The cursor counts as on a name when it stands before it, in it or after it. */
export function mentionAt({ snapshot, workspace }: Scene, position: Position): Mention | undefined {
  const offset = snapshot.text.offsetAt(position);
  const touched = mentionsOf(snapshot.uri, workspace).filter(
    ({ start, end }) => start <= offset && offset <= end,
  );
  return touched.find(({ end }) => offset < end) ?? touched[0];
}

export interface MentionIn {
  readonly uri: string;
  readonly text: TextDocument;
  readonly mention: Mention;
}

/** In all texts of the workspace, the asked text first, and in the built-in document that declares it. */
export function mentionsEverywhere(entity: Entity, first: string, around: Session): readonly MentionIn[] {
  const { workspace } = around;
  const uris = new Set([first, ...('uri' in entity ? [entity.uri] : []), ...workspace.uris()]);
  const found = [...uris].flatMap((uri): MentionIn[] => {
    const text = workspace.snapshot(uri)?.text;
    // An open built-in document is not named twice.
    if (!text || uri.startsWith('builtin:') || !mayName(entity, text)) return [];
    return mentionsOf(uri, workspace)
      .filter((mention) => sameEntity(mention.entity, entity))
      .map((mention) => ({ uri, text, mention }));
  });
  const builtin = builtinDeclaration(entity, workspace.services);
  return builtin ? [builtin, ...found] : found;
}

/** Spares most texts the walk. */
const mayName = (entity: Entity, text: TextDocument): boolean =>
  entity.kind === 'file' || text.getText().includes(entity.name);

/** Where a backbone or one of its blocks is declared. */
export function builtinDeclaration(entity: Entity, services: TlpServices): MentionIn | undefined {
  if (entity.kind !== 'backbone' && entity.kind !== 'block') return undefined;
  const backbone = entity.kind === 'backbone' ? entity.name : entity.backbone;
  const document = services.backbones.Builtin.document(backbone);
  const declaration = document?.parseResult.value.backbones[0];
  const node =
    entity.kind === 'backbone'
      ? declaration
      : declaration?.blocks.find((block) => block.name === entity.name);
  const name = GrammarUtils.findNodeForProperty(node?.$cstNode, 'name');
  if (!document || !node?.$cstNode || !name) return undefined;
  const { offset: start, end } = node.$cstNode;
  const mention: Mention = {
    entity,
    start: name.offset,
    end: name.end,
    declares: true,
    whole: { start, end },
  };
  // Not `uri.toString()`, which leaves out the empty authority that the server and its clients spell.
  return { uri: `builtin://${document.uri.path}`, text: document.textDocument, mention };
}

export const locationOf = ({ uri, text, mention }: MentionIn): Location => ({
  uri,
  range: rangeIn(text, mention),
});
