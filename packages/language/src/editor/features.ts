/** Every feature of the editor. Diagnostics are the server's own (`server/diagnostics.ts`). */
import { codeActions } from './code-actions.js';
import { codeLens } from './code-lens.js';
import { completion } from './completion/completion.js';
import { declaration, definition, typeDefinition } from './definition.js';
import { documentLinks } from './document-links.js';
import { documentSymbols } from './document-symbols.js';
import type { AnyFeature } from './feature.js';
import { fileRenames } from './file-renames.js';
import { folding } from './folding.js';
import { formatting } from './formatting.js';
import { highlight } from './highlight.js';
import { hover } from './hover.js';
import { inlayHints } from './inlay-hints.js';
import { onTypeFormatting } from './on-type-formatting.js';
import { rangeFormatting } from './range-formatting.js';
import { references } from './references.js';
import { prepareRename, rename } from './rename.js';
import { selectionRange } from './selection-range.js';
import { semanticTokens, semanticTokensDelta, semanticTokensRange } from './semantic-tokens.js';
import { signatureHelp } from './signature-help.js';
import { workspaceSymbols } from './workspace-symbols.js';

export const features: readonly AnyFeature[] = [
  codeActions,
  completion,
  folding,
  hover,
  inlayHints,
  codeLens,
  definition,
  declaration,
  typeDefinition,
  references,
  highlight,
  prepareRename,
  rename,
  formatting,
  rangeFormatting,
  onTypeFormatting,
  semanticTokens,
  semanticTokensDelta,
  semanticTokensRange,
  documentSymbols,
  workspaceSymbols,
  selectionRange,
  documentLinks,
  signatureHelp,
  fileRenames,
];
