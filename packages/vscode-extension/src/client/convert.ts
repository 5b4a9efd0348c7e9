/** The server's positions are plain JSON; VS Code wants objects. */
import * as vscode from 'vscode';
import type { Position, Range } from 'vscode-languageserver-protocol';

export const positionOf = ({ line, character }: Position): vscode.Position =>
  new vscode.Position(line, character);

export const rangeOf = ({ start, end }: Range): vscode.Range =>
  new vscode.Range(positionOf(start), positionOf(end));
