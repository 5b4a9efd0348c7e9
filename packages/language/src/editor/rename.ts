/** A new name for a `let`, a pipeline or a phase, wherever the workspace names it. */
import {
  LSPErrorCodes,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import type { Scene, TextFeature } from './feature.js';
import { findClash, isName, type Renamed } from './names/clash.js';
import { type Changes, workspaceEdit } from './names/edit.js';
import type { Mention } from './names/entity.js';
import { mentionAt, mentionsEverywhere } from './names/find.js';
import { rangeIn } from './stretch.js';

const refuse = (message: string): ResponseError<void> =>
  new ResponseError(LSPErrorCodes.RequestFailed, message);

/** Why a name can't be changed, for the kinds whose names are not the user's own. */
const fixed = {
  backbone: (name: string) => `\`${name}\` is a built-in backbone. Its name can't be changed.`,
  block: (name: string) => `\`${name}\` is a block of a built-in backbone. Its name can't be changed.`,
};

function subjectAt(scene: Scene, params: PrepareRenameParams): { mention: Mention; entity: Renamed } {
  const mention = mentionAt(scene, params.position);
  const entity = mention?.entity;
  if (!mention || !entity) throw refuse('Only the names of pipelines, phases and `let`s can be changed.');
  switch (entity.kind) {
    case 'backbone':
    case 'block':
      throw refuse(fixed[entity.kind](entity.name));
    case 'file':
      throw refuse('This is the path of a file. Rename the file itself, then the import.');
    default:
      return { mention, entity };
  }
}

export const prepareRename: TextFeature<PrepareRenameParams, PrepareRenameResult> = {
  method: 'textDocument/prepareRename',
  capabilities: { renameProvider: { prepareProvider: true } },
  answer(scene, params) {
    const { mention, entity } = subjectAt(scene, params);
    return { range: rangeIn(scene.snapshot.text, mention), placeholder: entity.name };
  },
};

export const rename: TextFeature<RenameParams, WorkspaceEdit> = {
  method: 'textDocument/rename',
  capabilities: { renameProvider: { prepareProvider: true } },
  answer(scene, params) {
    const { entity } = subjectAt(scene, params);
    const { newName } = params;
    if (!isName(newName, scene.workspace.services)) {
      throw refuse(
        `\`${newName}\` is not a name. Use letters, digits and \`_\`, starting with a letter or \`_\`.`,
      );
    }
    const changes = changesOf(entity, newName, scene);
    const clash = findClash(entity, newName, changes, scene.workspace);
    if (clash) throw refuse(clash);
    return workspaceEdit(changes, scene);
  },
};

function changesOf(entity: Renamed, newText: string, scene: Scene): Changes {
  const changes = new Map<string, TextEdit[]>();
  for (const { uri, text, mention } of mentionsEverywhere(entity, scene.snapshot.uri, scene)) {
    const edit = { range: rangeIn(text, mention), newText };
    changes.set(uri, [...(changes.get(uri) ?? []), edit]);
  }
  return changes;
}
