/** What the editor offers to do at a place: put mistakes right, keep them quiet, put all right, rewrite. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Position,
  type Diagnostic as ProtocolDiagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { rules } from '../checks/index.js';
import type { Diagnostic, Range } from '../diagnostic.js';
import { fromOne, fromZero } from '../range.js';
import type { Scene, TextFeature } from './feature.js';
import { fileDiagnostics } from './file-diagnostics.js';
import { difference } from './fixes/difference.js';
import type { Edit } from './fixes/edit.js';
import { compatible, fixAll, preferredFixes } from './fixes/fix-all.js';
import { fixesOf } from './fixes/index.js';
import { suppressing } from './fixes/suppressions.js';
import { refactoringsAt } from './refactorings.js';
import { rangeIn } from './stretch.js';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.tlp`;

const kinds = [
  CodeActionKind.QuickFix,
  CodeActionKind.RefactorExtract,
  CodeActionKind.RefactorInline,
  fixAllKind,
];

interface Action {
  readonly title: string;
  readonly kind: string;
  readonly edits: readonly Edit[];
  readonly preferred?: boolean | undefined;
  /** The mistakes that it puts right. */
  readonly diagnostics?: readonly Diagnostic[];
}

export const codeActions: TextFeature<CodeActionParams, readonly CodeAction[]> = {
  method: 'textDocument/codeAction',
  capabilities: { codeActionProvider: { codeActionKinds: kinds } },
  answer(scene, { range, context }) {
    // A client without literals knows commands only, and this server needs none to edit a text.
    if (!scene.client.codeActionLiterals) return [];
    const wanted = (kind: string): boolean =>
      context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
    const actions = [
      ...(wanted(CodeActionKind.QuickFix) ? quickFixes(scene, range) : []),
      ...refactoringsAt(scene.snapshot, scene.snapshot.text.offsetAt(range.start)).filter(({ kind }) =>
        wanted(kind),
      ),
      // Computed for the whole text, so only where it is asked for by its kind.
      ...(context.only !== undefined && wanted(fixAllKind) ? wholeText(scene) : []),
    ];
    return actions.map((action) => codeAction(action, scene, context.diagnostics));
  },
};

function quickFixes(scene: Scene, range: CodeActionParams['range']): readonly Action[] {
  const { snapshot } = scene;
  const all = [...snapshot.analysis.diagnostics, ...fileDiagnostics(snapshot, scene).diagnostics];
  const here = all.filter((diagnostic) => diagnostic.range && touches(diagnostic.range, range));
  const found = here.flatMap((diagnostic) =>
    fixesOf(diagnostic, snapshot).map(({ title, edits, preferred }) => {
      return { title, kind: CodeActionKind.QuickFix, edits, preferred, diagnostics: [diagnostic] };
    }),
  );
  const codes = new Set(
    found.flatMap(({ preferred, diagnostics }) => (preferred ? diagnostics.map(({ code }) => code) : [])),
  );
  return [
    ...withoutRepeats(found),
    ...[...codes].flatMap((code) => repeated(code, snapshot)),
    ...suppressions(here, snapshot),
  ];
}

/** What puts two mistakes right is offered once. */
function withoutRepeats(actions: readonly Action[]): readonly Action[] {
  const byEdits = new Map<string, Action>();
  for (const action of actions) {
    const key = JSON.stringify([action.title, action.edits]);
    const { diagnostics = [], preferred } = byEdits.get(key) ?? {};
    byEdits.set(key, {
      ...action,
      preferred: preferred || action.preferred,
      diagnostics: [...diagnostics, ...(action.diagnostics ?? [])],
    });
  }
  return [...byEdits.values()];
}

/** The same mistake in several places can be put right in all of them. */
function repeated(code: string, snapshot: Scene['snapshot']): readonly Action[] {
  const all = compatible(preferredFixes(snapshot, code));
  const rule = rules.find((one) => one.code === code);
  if (all.length < 2 || !rule) return [];
  return [
    { title: `Fix all ${all.length}: ${rule.title}`, kind: CodeActionKind.QuickFix, edits: all.flat() },
  ];
}

function suppressions(here: readonly Diagnostic[], snapshot: Scene['snapshot']): readonly Action[] {
  return here.flatMap((diagnostic) => {
    const edit = suppressing(diagnostic, snapshot);
    const title = `Suppress ${diagnostic.code} here`;
    return edit ? [{ title, kind: CodeActionKind.QuickFix, edits: [edit], diagnostics: [diagnostic] }] : [];
  });
}

function wholeText({ snapshot }: Scene): readonly Action[] {
  const edit = difference(snapshot.text.getText(), fixAll(snapshot));
  return edit ? [{ title: 'Fix all mistakes with an obvious fix', kind: fixAllKind, edits: [edit] }] : [];
}

function touches(range: Range, asked: CodeActionParams['range']): boolean {
  const { start, end } = fromZero(range);
  return !isBefore(asked.end, start) && !isBefore(end, asked.start);
}

const isBefore = (one: Position, other: Position): boolean =>
  one.line < other.line || (one.line === other.line && one.character < other.character);

function codeAction(
  { title, kind, edits, preferred, diagnostics = [] }: Action,
  scene: Scene,
  shown: readonly ProtocolDiagnostic[],
): CodeAction {
  const meant = shown.filter((one) => diagnostics.some((diagnostic) => isSame(one, diagnostic)));
  return {
    title,
    kind,
    ...(meant.length > 0 ? { diagnostics: meant } : {}),
    ...(preferred ? { isPreferred: true } : {}),
    edit: workspaceEdit(edits, scene),
  };
}

function isSame({ code, range }: ProtocolDiagnostic, diagnostic: Diagnostic): boolean {
  const { line, column } = fromOne(range);
  return code === diagnostic.code && line === diagnostic.range?.line && column === diagnostic.range.column;
}

function workspaceEdit(all: readonly Edit[], { snapshot, workspace, client }: Scene): WorkspaceEdit {
  const { uri, text, version } = snapshot;
  const windows = text.getText().includes('\r\n');
  const edits = all.map((edit) => ({
    range: rangeIn(text, edit),
    newText: windows ? edit.text.replaceAll(/\r?\n/g, '\r\n') : edit.text,
  }));
  if (!client.documentChanges) return { changes: { [uri]: edits } };
  const known = workspace.isOpen(uri) ? version : null;
  return { documentChanges: [{ textDocument: { uri, version: known }, edits }] };
}
