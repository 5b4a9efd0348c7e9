/** For tests: a text with a `$0` for the cursor, as a scene that features can be asked about. */
import type { Position } from 'vscode-languageserver-protocol';
import { createTlpServices } from '../grammar/create-services.js';
import { type ClientAbilities, plainClient, type Scene } from './feature.js';
import type { EditorFiles } from './files.js';
import { defaultSettings, type EditorSettings } from './settings.js';
import { createWorkspace } from './workspace.js';

export interface TestScene extends Scene {
  readonly offset: number;
  readonly position: Position;
  /** What a request about the cursor carries. */
  readonly params: { readonly textDocument: { readonly uri: string }; readonly position: Position };
}

export interface TestOptions {
  readonly uri?: string;
  readonly files?: EditorFiles;
  readonly settings?: Partial<EditorSettings>;
  readonly client?: Partial<ClientAbilities>;
  readonly now?: number;
  /** Other open texts by their URIs. */
  readonly others?: Readonly<Record<string, string>>;
}

/** They are the greater part of a scene's start-up. */
const services = createTlpServices().tlp;

export function sceneOf(marked: string, options: TestOptions = {}): TestScene {
  const { uri = 'file:///work/test.tlp', files, others = {} } = options;
  const workspace = createWorkspace(files, services);
  for (const [other, text] of Object.entries(others)) workspace.open(other, 1, text);
  const offset = Math.max(marked.indexOf('$0'), 0);
  const snapshot = workspace.open(uri, 1, marked.replace('$0', ''));
  const position = snapshot.text.positionAt(offset);
  return {
    snapshot,
    workspace,
    settings: { ...defaultSettings, ...options.settings },
    client: { ...plainClient, ...options.client },
    now: options.now ?? 0,
    offset,
    position,
    params: { textDocument: { uri }, position },
  };
}
