/**
 * A feature of the editor: what it is asked, what it answers, and what it tells the client of itself. To add one,
 * write its file and list it in `features.ts`.
 */
import type { ServerCapabilities } from 'vscode-languageserver-protocol';
import type { EditorSettings } from './settings.js';
import type { Snapshot } from './snapshot.js';
import type { Workspace } from './workspace.js';

/** What the client can take, from its `initialize` request. */
export interface ClientAbilities {
  readonly snippets: boolean;
  /** Completion items may hold a range to insert and one to replace. */
  readonly insertReplace: boolean;
  /** What stands beside a completion's label is shown in every row, not only in the one that is selected. */
  readonly labelDetails: boolean;
  readonly markdown: boolean;
  /** Edits of several files, with versions. */
  readonly documentChanges: boolean;
  readonly hierarchicalSymbols: boolean;
  readonly codeActionLiterals: boolean;
  /** Definitions may tell where the link starts and what to show of its target; else only where it leads. */
  readonly definitionLinks: boolean;
  /** Commands that the client can run: ours (`tlp.run`), and those of VS Code that ours lead to. A plain client has none. */
  readonly commands: readonly string[];
}

/** What every feature may look at. */
export interface Session {
  readonly workspace: Workspace;
  readonly settings: EditorSettings;
  readonly client: ClientAbilities;
  /** The moment of the request, in milliseconds since 1970. */
  readonly now: number;
}

/** What a feature that is asked about a text may look at. */
export interface Scene extends Session {
  readonly snapshot: Snapshot;
}

interface Feature {
  /** Of the protocol: `textDocument/hover`. */
  readonly method: string;
  readonly capabilities: ServerCapabilities;
  /** Where files are still asked for, the answer waits for them a moment: nobody asks a second time. */
  readonly waits?: true;
}

/** Asked about one text. The answer is computed at once from a snapshot, so it can't be stale or stuck. */
export interface TextFeature<Params, Answer> extends Feature {
  answer(scene: Scene, params: Params): Answer;
}

/** Asked about the whole workspace. */
export interface WorkspaceFeature<Params, Answer> extends Feature {
  answerAll(around: Session, params: Params): Answer;
}

export type AnyFeature = TextFeature<never, unknown> | WorkspaceFeature<never, unknown>;

export const plainClient: ClientAbilities = {
  snippets: false,
  insertReplace: false,
  labelDetails: false,
  markdown: true,
  documentChanges: false,
  hierarchicalSymbols: true,
  codeActionLiterals: true,
  definitionLinks: true,
  commands: [],
};
