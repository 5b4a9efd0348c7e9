import util from 'node:util';
import { expect, it } from 'vitest';
import { prepareEnvironment } from './load.js';
import { restoreUtil } from './redirect.js';

it('gives tfjs-node back what Node 23 removed', () => {
  const legacy = util as unknown as Record<string, ((value: unknown) => boolean) | undefined>;
  const { isNullOrUndefined } = legacy;
  try {
    delete legacy.isNullOrUndefined;
    restoreUtil();
    expect([null, undefined, 0, '', false].map((v) => legacy.isNullOrUndefined?.(v))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  } finally {
    legacy.isNullOrUndefined = isNullOrUndefined;
  }
});

it('turns oneDNN on and the log down, unless the user says otherwise', () => {
  const empty: NodeJS.ProcessEnv = {};
  prepareEnvironment(empty);
  expect(empty).toEqual({ TF_ENABLE_ONEDNN_OPTS: '1', TF_CPP_MIN_LOG_LEVEL: '2' });
  const chosen: NodeJS.ProcessEnv = { TF_ENABLE_ONEDNN_OPTS: '0', TF_CPP_MIN_LOG_LEVEL: '0' };
  prepareEnvironment(chosen);
  expect(chosen).toEqual({ TF_ENABLE_ONEDNN_OPTS: '0', TF_CPP_MIN_LOG_LEVEL: '0' });
});
