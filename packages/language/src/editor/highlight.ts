import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentHighlightParams,
} from 'vscode-languageserver-protocol';
import type { TextFeature } from './feature.js';
import { sameEntity } from './names/entity.js';
import { mentionAt } from './names/find.js';
import { mentionsOf } from './names/mentions.js';
import { rangeIn } from './stretch.js';

/** The places of this text that name what the cursor is on; where it gets its value counts as written. */
export const highlight: TextFeature<DocumentHighlightParams, readonly DocumentHighlight[]> = {
  method: 'textDocument/documentHighlight',
  capabilities: { documentHighlightProvider: true },
  answer(scene, { position }) {
    const { snapshot, workspace } = scene;
    const mention = mentionAt(scene, position);
    if (!mention) return [];
    return mentionsOf(snapshot.uri, workspace)
      .filter((other) => sameEntity(other.entity, mention.entity))
      .map((other) => ({
        range: rangeIn(snapshot.text, other),
        kind: other.declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
  },
};
