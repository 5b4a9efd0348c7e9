import type { Location, ReferenceParams } from 'vscode-languageserver-protocol';
import type { TextFeature } from './feature.js';
import { locationOf, mentionAt, mentionsEverywhere } from './names/find.js';

/** Every place of the workspace that names the same thing. */
export const references: TextFeature<ReferenceParams, readonly Location[]> = {
  method: 'textDocument/references',
  capabilities: { referencesProvider: true },
  answer(scene, { position, context }) {
    const mention = mentionAt(scene, position);
    if (!mention) return [];
    return mentionsEverywhere(mention.entity, scene.snapshot.uri, scene)
      .filter((found) => context.includeDeclaration || !found.mention.declares)
      .map(locationOf);
  },
};
