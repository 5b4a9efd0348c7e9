/** From a name to where it gets its meaning: into another file, or the built-in document of a backbone. */
import type {
  DefinitionParams,
  Location,
  LocationLink,
  ServerCapabilities,
  TypeDefinitionParams,
} from 'vscode-languageserver-protocol';
import type { Scene, TextFeature } from './feature.js';
import type { Entity, Mention } from './names/entity.js';
import { sameEntity } from './names/entity.js';
import { builtinDeclaration, type MentionIn, mentionAt } from './names/find.js';
import { mentionsOf } from './names/mentions.js';
import { rangeIn } from './stretch.js';

type Links = readonly LocationLink[];
type Answer = Links | readonly Location[];

const topOfFile = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function declarationOf(entity: Entity, from: Mention, { workspace }: Scene): MentionIn | undefined {
  if (entity.kind === 'backbone' || entity.kind === 'block') {
    return builtinDeclaration(entity, workspace.services);
  }
  const { uri, start } = from.declaration ?? { uri: entity.uri };
  const text = workspace.snapshot(uri)?.text;
  const mention = mentionsOf(uri, workspace).find(
    (other) =>
      other.declares && sameEntity(other.entity, entity) && (start === undefined || other.start === start),
  );
  return text && mention && { uri, text, mention };
}

function linkTo(entity: Entity, from: Mention, scene: Scene): Links {
  const originSelectionRange = rangeIn(scene.snapshot.text, from);
  if (entity.kind === 'file') {
    if (!scene.workspace.snapshot(entity.uri)) return [];
    return [
      {
        originSelectionRange,
        targetUri: entity.uri,
        targetRange: topOfFile,
        targetSelectionRange: topOfFile,
      },
    ];
  }
  const found = declarationOf(entity, from, scene);
  if (!found) return [];
  return [
    {
      originSelectionRange,
      targetUri: found.uri,
      targetRange: rangeIn(found.text, found.mention.whole ?? found.mention),
      targetSelectionRange: rangeIn(found.text, found.mention),
    },
  ];
}

function declarationFeature(
  method: string,
  capabilities: ServerCapabilities,
): TextFeature<DefinitionParams, Answer> {
  return {
    method,
    capabilities,
    answer(scene, { position }) {
      const mention = mentionAt(scene, position);
      return mention ? asTaken(linkTo(mention.entity, mention, scene), scene) : [];
    },
  };
}

export const definition = declarationFeature('textDocument/definition', { definitionProvider: true });
export const declaration = declarationFeature('textDocument/declaration', { declarationProvider: true });

/** The backbone that a block is a part of. */
export const typeDefinition: TextFeature<TypeDefinitionParams, Answer> = {
  method: 'textDocument/typeDefinition',
  capabilities: { typeDefinitionProvider: true },
  answer(scene, { position }) {
    const mention = mentionAt(scene, position);
    const { entity } = mention ?? {};
    if (!mention || !entity) return [];
    if (entity.kind !== 'block' && entity.kind !== 'backbone') return [];
    const name = entity.kind === 'block' ? entity.backbone : entity.name;
    return asTaken(linkTo({ kind: 'backbone', name }, mention, scene), scene);
  },
};

/** Links for clients that take them. */
const asTaken = (links: Links, { client }: Scene): Answer =>
  client.definitionLinks
    ? links
    : links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
