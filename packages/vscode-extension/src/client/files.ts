/** Answers what a server without a file system asks: through VS Code's, whatever scheme the folder has. */
import {
  filesRequest,
  type ListFolderResult,
  listFolderRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from '@tlp/language/editor/server/requests.js';
import { largestText } from '@tlp/language/files.js';
import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { base64 } from './base64.js';

export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(filesRequest, async (): Promise<readonly string[]> => {
    const found = await vscode.workspace.findFiles('**/*.tlp', '**/node_modules/**');
    return found.map(String);
  });
  client.onRequest(
    readFileRequest,
    async ({ uri, bytes }: ReadFileParams): Promise<ReadFileResult | null> => {
      const file = vscode.Uri.parse(uri);
      const found = await orNull(vscode.workspace.fs.stat(file));
      // A pipe would be waited for, and a device may never end.
      if (!found || !isFile(found.type) || (bytes === undefined && found.size > largestText)) return null;
      const content = await orNull(vscode.workspace.fs.readFile(file));
      if (content === null) return null;
      return bytes === undefined
        ? { text: new TextDecoder().decode(content) }
        : { base64: base64(content.subarray(0, bytes)) };
    },
  );
  client.onRequest(listFolderRequest, async ({ uri }: { uri: string }): Promise<ListFolderResult | null> => {
    const entries = await orNull(vscode.workspace.fs.readDirectory(vscode.Uri.parse(uri)));
    return entries?.map(([name, type]) => ({ name, folder: isFolder(type) })) ?? null;
  });
}

const isFile = (type: vscode.FileType): boolean => (type & vscode.FileType.File) !== 0;

const isFolder = (type: vscode.FileType): boolean => (type & vscode.FileType.Directory) !== 0;

async function orNull<T>(answer: Thenable<T>): Promise<T | null> {
  try {
    return await answer;
  } catch {
    // The file system's only way to say that there is no such file.
    return null;
  }
}
