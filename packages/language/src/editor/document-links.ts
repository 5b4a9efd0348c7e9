import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver-protocol';
import { isImport, isStringValue } from '../grammar/generated/ast.js';
import type { Scene, TextFeature } from './feature.js';
import { slotOf } from './locate/slot.js';
import { rangeIn, type Stretch } from './stretch.js';
import { isComment } from './tokens.js';
import { besideUri } from './uris.js';

/** From imports, weight files and data to what is there on disk, and from papers named in comments to their pages. */
export const documentLinks: TextFeature<DocumentLinkParams, readonly DocumentLink[]> = {
  method: 'textDocument/documentLink',
  capabilities: { documentLinkProvider: {} },
  answer: (scene) => [...pathLinks(scene), ...paperLinks(scene)],
};

interface WrittenPath extends Stretch {
  readonly path: string;
}

function pathLinks(scene: Scene): readonly DocumentLink[] {
  const { snapshot } = scene;
  return pathsIn(scene).flatMap(({ path, ...stretch }) => {
    const target = besideUri(snapshot.uri, path);
    if (!exists(target, scene)) return [];
    return [{ range: rangeIn(snapshot.text, stretch), target, tooltip: path }];
  });
}

/** What the texts that stand for paths hold, without their quotes. */
function pathsIn({ snapshot }: Scene): readonly WrittenPath[] {
  return AstUtils.streamAst(snapshot.document.parseResult.value)
    .flatMap((node): WrittenPath[] => {
      const path = isImport(node) ? node.path : isStringValue(node) && isPath(node) ? node.value : undefined;
      const cst = GrammarUtils.findNodeForProperty(node.$cstNode, isImport(node) ? 'path' : 'value');
      return path && cst && cst.end - cst.offset > 2
        ? [{ path, start: cst.offset + 1, end: cst.end - 1 }]
        : [];
    })
    .toArray();
}

/** The schema table says which texts are paths. Those of a split's folders start from the data, not from the text. */
function isPath(node: AstNode): boolean {
  const names = slotOf(node).spec?.type.names;
  return names !== undefined && names !== 'split folder';
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
