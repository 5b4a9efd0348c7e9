import { AstUtils, GrammarUtils, URI, UriUtils } from 'langium';
import type { RenameFilesParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { isImport } from '../grammar/generated/ast.js';
import type { WorkspaceFeature } from './feature.js';
import { type Moved, movedBy } from './moves.js';
import { workspaceEdit } from './names/edit.js';
import type { Snapshot } from './snapshot.js';
import { rangeIn } from './stretch.js';
import { besideUri } from './uris.js';

/** When files or folders move, imports follow: those of the moved files, and those that lead to them. */
export const fileRenames: WorkspaceFeature<RenameFilesParams, WorkspaceEdit> = {
  method: 'workspace/willRenameFiles',
  capabilities: {
    workspace: {
      fileOperations: {
        willRename: {
          filters: [
            { pattern: { glob: '**/*.tlp', matches: 'file' } },
            { pattern: { glob: '**', matches: 'folder' } },
          ],
        },
      },
    },
  },
  answerAll(around, { files }) {
    const { workspace } = around;
    const moved = movedBy(files);
    const changes = workspace.uris().flatMap((uri): [string, TextEdit[]][] => {
      const snapshot = workspace.snapshot(uri);
      const edits = snapshot ? importEdits(snapshot, moved) : [];
      return edits.length > 0 ? [[uri, edits]] : [];
    });
    return workspaceEdit(new Map(changes), around);
  },
};

function importEdits({ uri, text, document }: Snapshot, moved: Moved): TextEdit[] {
  const here = moved(uri);
  return AstUtils.streamAst(document.parseResult.value)
    .filter(isImport)
    .toArray()
    .flatMap((node): TextEdit[] => {
      const cst = GrammarUtils.findNodeForProperty(node.$cstNode, 'path');
      if (!cst || !node.path) return [];
      const target = moved(besideUri(uri, node.path));
      if (besideUri(here, node.path) === target) return [];
      const path = UriUtils.relative(UriUtils.dirname(URI.parse(here)), URI.parse(target));
      return [{ range: rangeIn(text, { start: cst.offset, end: cst.end }), newText: `"${path}"` }];
    });
}
