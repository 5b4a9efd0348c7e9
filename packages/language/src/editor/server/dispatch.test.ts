import { expect, test } from 'vitest';
import { CancellationToken, type MessageConnection, ResponseError } from 'vscode-languageserver-protocol';
import type { AnyFeature } from '../feature.js';
import { sceneOf } from '../testing.js';
import { dispatch } from './dispatch.js';

type Handler = (params: object, token: CancellationToken) => unknown;

function handlerOf(feature: AnyFeature) {
  const scene = sceneOf('pipeline p {}');
  const handlers = new Map<string, Handler>();
  const logged: unknown[] = [];
  const connection = {
    onRequest: (method: string, handler: Handler) => handlers.set(method, handler),
  } as unknown as MessageConnection;
  const uris = { outward: <T>(answer: T) => answer, inward: (uri: string) => uri };
  dispatch({
    connection,
    features: [feature],
    uris,
    isShutDown: () => false,
    around: () => scene,
    log: (error) => logged.push(error),
  });
  return { ask: handlers.get(feature.method)!, logged, scene };
}

const failing: AnyFeature = {
  method: 'test/fails',
  capabilities: {},
  answer() {
    throw new Error('a slip of ours');
  },
};

test('an exception becomes the error of its request, and a line in the log', () => {
  const { ask, logged, scene } = handlerOf(failing);
  const answer = ask(scene.params, CancellationToken.None);
  expect(answer).toBeInstanceOf(ResponseError);
  expect((answer as ResponseError).message).toBe('test/fails: a slip of ours');
  expect(logged).toHaveLength(1);
});

test('what was cancelled before it was taken up is told so, and what is not known has no answer', () => {
  const { ask, logged } = handlerOf(failing);
  const elsewhere = { textDocument: { uri: 'file:///elsewhere.tlp' } };
  expect(ask(elsewhere, CancellationToken.Cancelled)).toMatchObject({ code: -32800 });
  expect(ask(elsewhere, CancellationToken.None)).toBeNull();
  expect(logged).toEqual([]);
});

test('a request that lacks what it needs is told so, and that is no error of ours', () => {
  const { ask, logged } = handlerOf({ ...failing, method: 'textDocument/hover' });
  expect(ask({}, CancellationToken.None)).toMatchObject({ code: -32602 });
  expect(logged).toEqual([]);
});
