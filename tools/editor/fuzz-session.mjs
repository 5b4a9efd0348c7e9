/**
 * Random edits over the protocol, with requests in between that come out of order and are cancelled. Nothing may
 * fail or get stuck, and at the end the diagnostics must be those of a cold open of the same text.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { tlp } from '../lib/paths.mjs';
import { randomOf } from '../lib/random.mjs';

const { createMessageConnection, CancellationTokenSource, StreamMessageReader, StreamMessageWriter } =
  createRequire(import.meta.url)('vscode-jsonrpc/node');

const uri = 'file:///fuzz/edited.tlp';
const cold = 'file:///fuzz/cold.tlp';
const stuckAfter = 20_000;
/** Longer than the server waits after an edit before it looks at files. */
const quiet = 1_000;
const cancelledCode = -32800;
/** A request that makes no sense where it was made, such as to rename a number. */
const refusedCodes = [-32803, -32602, -32600];

const pieces = [
  '{',
  '}',
  '(',
  ')',
  '"',
  ':',
  ',',
  '\n',
  '  ',
  '//',
  '/*',
  '*/',
  '..',
  'pipeline ',
  'phase x {',
  'freeze: all',
  'epochs: 5',
  'import "',
  'let a = 1\n',
  '128px',
  '20%',
  'é',
  '😀',
  '\r\n',
  '\t',
];

const positioned = [
  'completion',
  'hover',
  'signatureHelp',
  'definition',
  'typeDefinition',
  'documentHighlight',
  'prepareRename',
];
const plain = ['foldingRange', 'documentSymbol', 'semanticTokens/full', 'documentLink', 'codeLens'];

/** Runs until `enough(edits)`; gives what happened. */
export async function fuzzSession({ seed, text, enough }) {
  const random = randomOf(seed);
  const server = startServer();
  const { connection, problems, published } = server;
  const counts = { edits: 0, requests: 0, cancelled: 0 };
  const pending = new Set();
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});
  let current = text;
  let version = 1;
  const opening = { uri, languageId: 'tlp', version, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument: opening });

  while (!enough(counts.edits) && problems.length === 0) {
    const edits = Array.from({ length: 1 + random.below(3) }, () => randomEdit(current, random));
    const contentChanges = [];
    for (const edit of edits) {
      const edited = fitted(edit, current);
      contentChanges.push({ range: rangeOf(current, edited), text: edited.text });
      current = current.slice(0, edited.start) + edited.text + current.slice(edited.end);
    }
    // A text that was torn to pieces is put together again now and then, so that there is something to tear.
    if (random.below(40) === 0) {
      current = text;
      contentChanges.push({ text });
    }
    counts.edits++;
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++version },
      contentChanges,
    });
    for (let n = random.below(4); n > 0; n--) request();
    // Sometimes the server is given time to publish, mostly not.
    await new Promise((resolve) => setTimeout(resolve, random.below(5) === 0 ? 20 : 0));
    if (pending.size > 50) await settle();
  }
  await settle();
  if (problems.length === 0) await compareWithColdOpen();
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  const code = await server.exited;
  if (code !== 0) problems.push(`The server ended with ${code}.`);
  return { ...counts, problems };

  function request() {
    const { method, params } = randomRequest(current, random);
    const source = new CancellationTokenSource();
    counts.requests++;
    const asked = connection.sendRequest(method, params, source.token).catch((error) => {
      if (error.code === cancelledCode) counts.cancelled++;
      else if (!refusedCodes.includes(error.code))
        problems.push(`${method}: ${error.message}\nin ${JSON.stringify(current)}`);
    });
    const entry = withTime(asked, method).finally(() => pending.delete(entry));
    pending.add(entry);
    if (random.below(3) === 0) source.cancel();
  }

  function withTime(asked, method) {
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => {
        problems.push(`${method} was not answered within ${stuckAfter / 1000} s.`);
        resolve();
      }, stuckAfter);
    });
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }

  async function settle() {
    while (pending.size > 0) await Promise.all(pending);
  }

  async function compareWithColdOpen() {
    const other = startServer();
    await other.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    const textDocument = { uri: cold, languageId: 'tlp', version: 1, text: current };
    await other.connection.sendNotification('textDocument/didOpen', { textDocument });
    const expected = await published(other, cold, 1);
    const found = await published(server, uri, version);
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
      problems.push(`The diagnostics differ from those of a cold open of ${JSON.stringify(current)}.`);
    }
    await other.connection.sendRequest('shutdown');
    await other.connection.sendNotification('exit');
    await other.exited;
  }
}

function startServer() {
  const child = spawn(process.execPath, [tlp, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const problems = [];
  const latest = new Map();
  const exited = new Promise((resolve) => child.on('exit', resolve));
  connection.onNotification('textDocument/publishDiagnostics', (params) =>
    latest.set(params.uri, { params, at: performance.now() }),
  );
  connection.onNotification('window/logMessage', ({ message }) => problems.push(message));
  connection.listen();
  return { connection, problems, latest, exited, published };
}

/** The diagnostics of that version, once they are there and no more follow of what the files have to say. */
async function published({ latest }, document, version) {
  for (let waited = 0; waited < stuckAfter; waited += 10) {
    const found = latest.get(document);
    if (found?.params.version === version && performance.now() - found.at > quiet) {
      return found.params.diagnostics;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return [`none of version ${version} within ${stuckAfter / 1000} s`];
}

function randomEdit(text, random) {
  const start = random.below(text.length + 1);
  const kind = random.below(4);
  if (kind === 0) return { start, end: start, text: random.of(pieces) };
  if (kind === 1) return { start, end: start + random.below(12), text: '' };
  if (kind === 2) {
    const from = random.below(text.length + 1);
    return { start, end: start, text: text.slice(from, from + random.below(80)) };
  }
  return { start, end: start + random.below(4), text: random.of(pieces) };
}

/** Within the text as it is by now, and never between the halves of a surrogate pair, where no client stands. */
function fitted({ start, end, text }, current) {
  const inside = (offset) => {
    const at = Math.min(offset, current.length);
    return /[\udc00-\udfff]/.test(current[at] ?? '') || (current[at] === '\n' && current[at - 1] === '\r')
      ? at - 1
      : at;
  };
  const first = Math.max(0, inside(start));
  return { start: first, end: Math.max(first, inside(end)), text: text.replace(/[\ud800-\udfff]/gu, '') };
}

function positionOf(text, offset) {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1).length };
}

const rangeOf = (text, { start, end }) => ({ start: positionOf(text, start), end: positionOf(text, end) });

function randomRequest(text, random) {
  const textDocument = { uri };
  const position = { line: random.below(text.split('\n').length + 1), character: random.below(30) };
  const range = { start: { line: 0, character: 0 }, end: position };
  const special = {
    codeAction: { textDocument, range, context: { diagnostics: [] } },
    inlayHint: { textDocument, range },
    references: { textDocument, position, context: { includeDeclaration: true } },
    rename: { textDocument, position, newName: 'other' },
    formatting: { textDocument, options: { tabSize: 2, insertSpaces: true } },
    selectionRange: { textDocument, positions: [position] },
  };
  const method = random.of([...positioned, ...positioned, ...plain, ...Object.keys(special)]);
  const params = special[method] ?? (plain.includes(method) ? { textDocument } : { textDocument, position });
  return { method: `textDocument/${method}`, params };
}
