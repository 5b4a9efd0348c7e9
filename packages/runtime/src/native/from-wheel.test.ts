import { expect, it } from 'vitest';
import { bindingObstacle, placeWheelEntry } from './from-wheel.js';

it.each([
  ['tensorflow/libtensorflow_cc.so.2', 'lib/libtensorflow_cc.so.2'],
  ['tensorflow/libtensorflow_framework.so.2', 'lib/libtensorflow_framework.so.2'],
  ['tensorflow/include/tensorflow/c/c_api.h', 'include/tensorflow/c/c_api.h'],
  ['tensorflow/include/tsl/platform/ctstring.h', 'include/tsl/platform/ctstring.h'],
  ['tensorflow/include/tensorflow/core/framework/op.h', undefined],
  ['tensorflow/include/../../../etc/passwd.h', undefined],
  ['tensorflow/python/_pywrap_tfe.so', undefined],
  ['tensorflow/python/libtensorflow_cc.so.2', undefined],
])('of a wheel, %s goes to %s', (entry, place) => {
  expect(placeWheelEntry(entry)).toBe(place);
});

it('needs a compiler only where no binding is shipped', () => {
  const compiler = { command: 'g++', version: 'g++ 12' };
  expect(bindingObstacle(undefined, undefined)).toMatch(/^no C\+\+ compiler was found/);
  expect(bindingObstacle(undefined, compiler)).toBeUndefined();
  expect(bindingObstacle('prebuilt/tfjs_binding.node', undefined)).toBeUndefined();
});
