/** The paths that a text writes, with where they start from: imports, data folders, weight files, folders of a split. */
import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import {
  isCall,
  isImport,
  isLet,
  isPipeline,
  isStringValue,
  type StringValue,
} from '../grammar/generated/ast.js';
import { slotOf } from './locate/slot.js';
import type { Snapshot } from './snapshot.js';
import type { Stretch } from './stretch.js';
import { besideUri, canonicalUri } from './uris.js';

/** Without its quotes. */
export interface WrittenPath extends Stretch {
  /** Of the text that it stands in: a `let` may stand in another one than its use. */
  readonly uri: string;
  readonly path: string;
  /** The folder it starts from, where that is not the text's own. */
  readonly folder?: string;
}

export function writtenPaths(snapshot: Snapshot): readonly WrittenPath[] {
  return AstUtils.streamAst(snapshot.document.parseResult.value)
    .flatMap((node): readonly WrittenPath[] => {
      if (isImport(node)) return written(node, 'path', node.path);
      const text = isStringValue(node) ? node : letText(node);
      if (!text) return [];
      const names = slotOf(node).spec?.type.names;
      if (names === undefined) return [];
      const folder = names === 'split folder' ? dataFolder(node, snapshot) : undefined;
      if (names === 'split folder' && folder === undefined) return [];
      return written(text, 'value', text.value).map((path) => ({ ...path, ...(folder ? { folder } : {}) }));
    })
    .toArray();
}

/** What a `let` stands for, where its name stands for a path. */
function letText(node: AstNode): StringValue | undefined {
  const definition = isCall(node) && !node.called ? node.word?.ref : undefined;
  return isLet(definition) && isStringValue(definition.value) ? definition.value : undefined;
}

function written(node: AstNode, property: string, path: string | undefined): readonly WrittenPath[] {
  const cst = GrammarUtils.findNodeForProperty(node.$cstNode, property);
  if (!path || !cst || cst.end - cst.offset <= 2) return [];
  const uri = canonicalUri(AstUtils.getDocument(node).uri.toString());
  return [{ uri, path, start: cst.offset + 1, end: cst.end - 1 }];
}

/** The folders of a split lie in the data folder, which may be named by another pipeline that this one extends. */
function dataFolder(node: AstNode, { analysis, uri }: Snapshot): string | undefined {
  const pipeline = AstUtils.getContainerOfType(node, isPipeline);
  const path = pipeline && analysis.drafts.get(pipeline)?.pipeline.data.path;
  return path ? besideUri(uri, path) : undefined;
}
