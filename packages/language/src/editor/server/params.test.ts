import { expect, test } from 'vitest';
import { features } from '../features.js';
import { malformed } from './params.js';

const textDocument = { uri: 'file:///a.tlp' };
const position = { line: 0, character: 0 };

test.each<[string, unknown, string | undefined]>([
  ['textDocument/hover', { textDocument, position }, undefined],
  ['textDocument/hover', undefined, '`textDocument` is missing.'],
  ['textDocument/hover', { textDocument }, '`position` is missing.'],
  ['textDocument/hover', { textDocument: 'a.tlp', position }, '`textDocument` is not what it must be.'],
  ['textDocument/hover', { textDocument, position: { line: 'x' } }, '`position` is not what it must be.'],
  ['textDocument/rename', { textDocument, position }, '`newName` is missing.'],
  [
    'textDocument/codeAction',
    { textDocument, range: { start: position } },
    '`range` is not what it must be.',
  ],
  ['textDocument/selectionRange', { textDocument, positions: [{}] }, '`positions` is not what it must be.'],
  ['workspace/symbol', {}, '`query` is missing.'],
  ['workspace/willRenameFiles', { files: [{ oldUri: 1 }] }, '`files` is not what it must be.'],
  ['tlp/plan', {}, '`uri` is missing.'],
])('%s with %j', (method, params, told) => {
  expect(malformed(method, params)).toBe(told && `${method}: ${told}`);
});

test('no feature takes a request without parameters', () => {
  for (const { method } of features) expect([method, malformed(method, undefined)]).not.toContain(undefined);
});
