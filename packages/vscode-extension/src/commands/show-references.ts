/** What the lens above a declaration does. The server's positions are plain JSON; VS Code wants objects. */
import * as vscode from 'vscode';
import type { Location, Position, Range } from 'vscode-languageserver-protocol';
import type { Command } from '../host.js';

export const showReferences: Command = {
  id: 'tlp.showReferences',
  async run(_host, ...args) {
    const [uri, position, locations] = args as [string, Position, readonly Location[]];
    await vscode.commands.executeCommand(
      'editor.action.showReferences',
      vscode.Uri.parse(uri),
      at(position),
      locations.map((found) => new vscode.Location(vscode.Uri.parse(found.uri), between(found.range))),
    );
  },
};

const at = ({ line, character }: Position) => new vscode.Position(line, character);
const between = ({ start, end }: Range) => new vscode.Range(at(start), at(end));
