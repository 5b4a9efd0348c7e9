/** The tokens of a parsed file, comments included, each with what the layout needs to know of it. */
import { AstUtils, CstUtils, type LangiumDocument } from 'langium';
import { type Document, isLooseProperty } from '../grammar/generated/ast.js';

export interface Token {
  readonly text: string;
  readonly kind: 'comment' | 'line-comment' | 'word' | 'number' | 'text' | 'sign';
  /** Begins a member of a block, or of the file: stands on a line of its own. */
  readonly startsMember: boolean;
  /** Number of line ends between this token and the one before. */
  readonly linesBefore: number;
}

const memberTypes = new Set([
  'Import',
  'Pipeline',
  'Let',
  'BackboneUse',
  'DataBlock',
  'HeadBlock',
  'ScheduleBlock',
  'PhaseBlock',
  'ExpectBlock',
  'Expectation',
  'SweepBlock',
  'Knob',
  'StrayBlock',
  'FreezeProperty',
  'LabelledProperty',
  'LooseProperty',
  'CalledProperty',
  'BackboneDeclaration',
  'BlockDeclaration',
]);

/** Offsets at which members begin. */
function memberStarts(document: LangiumDocument<Document>): ReadonlySet<number> {
  const starts = new Set<number>();
  for (const node of AstUtils.streamAst(document.parseResult.value)) {
    const isLayer = node.$containerProperty === 'layers';
    if ((isLayer || memberTypes.has(node.$type)) && node.$cstNode) starts.add(node.$cstNode.offset);
  }
  return starts;
}

/** A property that ends in its sign: what follows is its value or a member of its own, as the line ends have it. */
const hasOpenProperty = (root: Document): boolean =>
  AstUtils.streamAst(root).some((node) => isLooseProperty(node) && /[:=]$/.test(node.$cstNode?.text ?? ''));

function kindOf(name: string, text: string): Token['kind'] {
  switch (name) {
    case 'ML_COMMENT':
      return 'comment';
    case 'SL_COMMENT':
      return 'line-comment';
    case 'NUMBER':
      return 'number';
    case 'STRING':
      return 'text';
    default:
      return /^[^\w]/.test(text) && name !== 'ID' ? 'sign' : 'word';
  }
}

/** In the order of the file; undefined where the file is not sound enough to be laid out. */
export function tokensOf(document: LangiumDocument<Document>): readonly Token[] | undefined {
  const { lexerErrors, parserErrors, value } = document.parseResult;
  if (lexerErrors.length > 0 || parserErrors.length > 0 || !value.$cstNode) return undefined;
  if (hasOpenProperty(value)) return undefined;
  const source = document.textDocument.getText();
  const starts = memberStarts(document);
  const tokens: Token[] = [];
  let end = 0;
  for (const leaf of CstUtils.flattenCst(value.$cstNode)) {
    const { text, offset, tokenType } = leaf;
    if (tokenType.name === 'BAD_STRING') return undefined;
    if (text === '') continue;
    tokens.push({
      text,
      kind: kindOf(tokenType.name, text),
      startsMember: starts.has(offset),
      linesBefore: source.slice(end, offset).split('\n').length - 1,
    });
    end = leaf.end;
  }
  return tokens;
}
