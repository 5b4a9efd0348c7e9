/** A session with the language server: every request an editor makes, and what of the answer is compared. */
import { suggestCommand } from '@tlp/language/editor/server/requests.js';
import { textOf, uriOf } from './client.js';

export interface Step {
  /** Also the name of the file with the expected answer. */
  readonly name: string;
  readonly method: string;
  params(): object;
  /** What of the answer matters, where that is not all of it. */
  brief?(answer: never): unknown;
}

/** Every ability a client can have, so that every part of every answer is seen. */
export const capabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: { workspaceEdit: { documentChanges: true }, configuration: false, workspaceFolders: true },
  textDocument: {
    completion: {
      completionItem: { snippetSupport: true, insertReplaceSupport: true, documentationFormat: ['markdown'] },
    },
    hover: { contentFormat: ['markdown'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
    publishDiagnostics: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
  },
};

export const initializationOptions = {
  builtinDocuments: true,
  files: true,
  commands: ['tlp.run', 'tlp.plan', 'tlp.showReferences', suggestCommand],
};

export const opened = ['base.tlp', 'flowers.tlp', 'mistakes.tlp'];

interface Place {
  readonly line: number;
  readonly character: number;
}

/** Where a piece of a file stands; `|` in it is the cursor. */
function place(file: string, marked: string): Place {
  const text = textOf(file);
  const start = text.indexOf(marked.replace('|', ''));
  if (start < 0) throw new Error(`${file} has no ${marked}`);
  const before = text.slice(0, start + marked.indexOf('|'));
  return { line: before.split('\n').length - 1, character: before.length - before.lastIndexOf('\n') - 1 };
}

const document = (file: string) => ({ textDocument: { uri: uriOf(file) } });
const at = (file: string, marked: string) => ({ ...document(file), position: place(file, marked) });
const whole = (file: string) => ({
  start: { line: 0, character: 0 },
  end: { line: textOf(file).split('\n').length - 1, character: 0 },
});
const layout = { options: { tabSize: 2, insertSpaces: true } };

interface Item {
  readonly label: string;
  readonly kind?: number;
  readonly textEdit?: unknown;
  readonly insertText?: string;
}

const items = (answer: { readonly items: readonly Item[] } | readonly Item[]) =>
  ('items' in answer ? answer.items : answer).map(({ label, kind, textEdit, insertText }) => ({
    label,
    kind,
    ...(textEdit === undefined ? { insertText } : { textEdit }),
  }));

const completion = (name: string, file: string, marked: string): Step => ({
  name: `completion-${name}`,
  method: 'textDocument/completion',
  params: () => ({ ...at(file, marked), context: { triggerKind: 1 } }),
  brief: items,
});

const simple = (method: string, name: string, params: () => object): Step => ({
  name,
  method: /^(tlp|workspace)\//.test(method) ? method : `textDocument/${method}`,
  params,
});

export const steps: readonly Step[] = [
  completion('value', 'flowers.tlp', 'optimizer: |adamw'),
  completion('word', 'flowers.tlp', 'optimizer: ada|mw'),
  completion('property', 'flowers.tlp', 'epo|chs'),
  completion('block', 'flowers.tlp', '..blo|ck5'),
  {
    ...completion('backbone', 'mistakes.tlp', 'efficientnet_l|ite9'),
    // The rest of the catalogue is offered too.
    brief: (answer: Parameters<typeof items>[0]) =>
      items(answer).filter(({ label }) => label.startsWith('efficientnet_lite')),
  },
  completion('layer', 'base.tlp', 'drop|out'),
  completion('let', 'flowers.tlp', 'epochs: st|eps'),
  completion('import', 'flowers.tlp', '"ba|se.tlp"'),
  completion('comment', 'flowers.tlp', 'Roses| and'),
  simple('hover', 'hover-backbone', () => at('base.tlp', 'efficientnet_l|ite0')),
  simple('hover', 'hover-property', () => at('flowers.tlp', 'lea|rning_rate')),
  simple('hover', 'hover-freeze', () => at('flowers.tlp', '..blo|ck5')),
  simple('signatureHelp', 'signature-help', () => at('flowers.tlp', 'cosine(1e-5, |')),
  simple('definition', 'definition-backbone', () => at('base.tlp', 'efficient|net')),
  simple('definition', 'definition-parent', () => at('flowers.tlp', 'extends ba|se')),
  simple('declaration', 'declaration-let', () => at('flowers.tlp', 'epochs: st|eps')),
  simple('typeDefinition', 'type-definition', () => at('flowers.tlp', '..blo|ck5')),
  simple('references', 'references', () => ({
    ...at('base.tlp', 'pipeline ba|se'),
    context: { includeDeclaration: true },
  })),
  simple('documentHighlight', 'highlight', () => at('flowers.tlp', 'let st|eps')),
  simple('prepareRename', 'prepare-rename', () => at('base.tlp', 'pipeline ba|se')),
  simple('rename', 'rename', () => ({ ...at('base.tlp', 'pipeline ba|se'), newName: 'common' })),
  simple('codeAction', 'code-action', () => ({
    ...document('mistakes.tlp'),
    range: whole('mistakes.tlp'),
    context: { diagnostics: [] },
  })),
  simple('codeLens', 'code-lens', () => document('flowers.tlp')),
  simple('inlayHint', 'inlay-hint', () => ({ ...document('flowers.tlp'), range: whole('flowers.tlp') })),
  simple('foldingRange', 'folding-range', () => document('flowers.tlp')),
  simple('selectionRange', 'selection-range', () => ({
    ...document('flowers.tlp'),
    positions: [place('flowers.tlp', 'flip(hor|izontal)')],
  })),
  simple('documentSymbol', 'document-symbol', () => document('flowers.tlp')),
  simple('workspace/symbol', 'workspace-symbol', () => ({ query: 'flo' })),
  simple('documentLink', 'document-link', () => document('flowers.tlp')),
  simple('semanticTokens/full', 'semantic-tokens', () => document('flowers.tlp')),
  simple('semanticTokens/full/delta', 'semantic-tokens-delta', () => ({
    ...document('flowers.tlp'),
    previousResultId: 'none',
  })),
  simple('semanticTokens/range', 'semantic-tokens-range', () => ({
    ...document('flowers.tlp'),
    range: { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } },
  })),
  simple('formatting', 'formatting', () => ({ ...document('base.tlp'), ...layout })),
  simple('rangeFormatting', 'range-formatting', () => ({
    ...document('base.tlp'),
    range: whole('base.tlp'),
    ...layout,
  })),
  simple('onTypeFormatting', 'on-type-formatting', () => ({
    ...at('base.tlp', 'size|\n'),
    ch: '\n',
    ...layout,
  })),
  simple('workspace/willRenameFiles', 'will-rename-files', () => ({
    files: [{ oldUri: uriOf('base.tlp'), newUri: uriOf('shared.tlp') }],
  })),
  simple('tlp/pipelines', 'tlp-pipelines', () => ({ uri: uriOf('flowers.tlp') })),
  simple('tlp/plan', 'tlp-plan', () => ({ uri: uriOf('flowers.tlp') })),
  simple('tlp/explain', 'tlp-explain', () => ({ uri: uriOf('flowers.tlp') })),
  {
    ...simple('tlp/backboneGraph', 'tlp-backbone-graph', () => ({ uri: uriOf('flowers.tlp') })),
    // Every layer would make a long file of what the backbones' own tests say.
    brief: (graph: { readonly blocks: readonly { readonly layers: readonly unknown[] }[] }) => ({
      ...graph,
      blocks: graph.blocks.map((block) => ({ ...block, layers: block.layers.slice(0, 1) })),
    }),
  },
  simple('tlp/moveFreezeCut', 'tlp-move-freeze-cut', () => ({
    uri: uriOf('flowers.tlp'),
    phase: 'tune',
    after: 'block3',
  })),
  simple('tlp/runCurves', 'tlp-run-curves', () => ({ uri: uriOf('trained') })),
  simple('tlp/builtin', 'tlp-builtin', () => ({ uri: 'builtin:///diagnostics/TLP106.md' })),
];
