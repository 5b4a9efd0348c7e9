/** What the lens above a declaration does. */
import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageserver-protocol';
import { positionOf, rangeOf } from '../client/convert.js';
import type { Command } from '../host.js';

export const showReferences: Command = {
  id: 'tlp.showReferences',
  async run(_host, ...args) {
    const [uri, position, locations] = args as [string, Position, readonly Location[]];
    await vscode.commands.executeCommand(
      'editor.action.showReferences',
      vscode.Uri.parse(uri),
      positionOf(position),
      locations.map((found) => new vscode.Location(vscode.Uri.parse(found.uri), rangeOf(found.range))),
    );
  },
};
