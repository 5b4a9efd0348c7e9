import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver-protocol';
import type { Scene, TextFeature } from './feature.js';
import { rangeIn } from './stretch.js';
import { isComment } from './tokens.js';
import { besideUri } from './uris.js';
import { writtenPaths } from './written-paths.js';

/** From imports, weight files and data to what is there on disk, and from papers named in comments to their pages. */
export const documentLinks: TextFeature<DocumentLinkParams, readonly DocumentLink[]> = {
  method: 'textDocument/documentLink',
  capabilities: { documentLinkProvider: {} },
  answer: (scene) => [...pathLinks(scene), ...paperLinks(scene)],
};

function pathLinks(scene: Scene): readonly DocumentLink[] {
  const { snapshot } = scene;
  return writtenPaths(snapshot).flatMap(({ uri, path, folder, start, end }) => {
    // Those of another text are linked there; the folders of a split start from the data.
    if (uri !== snapshot.uri) return [];
    const target = folder === undefined ? besideUri(uri, path) : besideUri(`${folder}/_`, path);
    if (!exists(target, scene)) return [];
    return [{ range: rangeIn(snapshot.text, { start, end }), target, tooltip: path }];
  });
}

function exists(uri: string, { workspace }: Scene): boolean {
  if (workspace.isOpen(uri)) return true;
  const cut = uri.lastIndexOf('/');
  const name = decodeURIComponent(uri.slice(cut + 1));
  return workspace.files.list(uri.slice(0, cut))?.some((entry) => entry.name === name) ?? false;
}

function paperLinks({ snapshot: { tokens, text } }: Scene): readonly DocumentLink[] {
  return tokens.filter(isComment).flatMap((token) =>
    [...token.text.matchAll(/\barXiv:(\d{4}\.\d{4,5})\b/gi)].map((found) => {
      const start = token.start + found.index;
      return {
        range: rangeIn(text, { start, end: start + found[0].length }),
        target: `https://arxiv.org/abs/${found[1]}`,
      };
    }),
  );
}
