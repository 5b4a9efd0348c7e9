import { expect, it } from 'vitest';
import { loadOnnxRuntime } from './onnx.js';

it('loads ONNX Runtime with its processor backend', async () => {
  const onnx = await loadOnnxRuntime();
  expect(onnx.listSupportedBackends().map((backend) => backend.name)).toContain('cpu');
  expect(await loadOnnxRuntime()).toBe(onnx);
});
