import type { NativeStatus } from '../native/status.js';
import { version } from '../version.js';
import type { Colors } from './output.js';

/** The status as a person reads it: one line a fact, then what to do. */
export function renderStatus(status: NativeStatus, colors: Colors): string {
  const { tensorflow, onnxruntime, python, compiler, cache } = status;
  const ok = colors.green('ok     ');
  const missing = colors.yellow('missing');
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  const lines = [
    `tlp ${version}, Node ${status.node}, ${status.platform}, ${status.processors} processors`,
    '',
    tensorflow === undefined
      ? `${missing} TensorFlow`
      : `${status.tensorflowLoads ? ok : colors.red('broken ')} TensorFlow ${tensorflow.tensorflow}, ` +
        `${megabytes(tensorflow.bytes)}, ${howItCame(tensorflow)}\n        ${tensorflow.folder}`,
    onnxruntime.version === undefined
      ? `${missing} ONNX Runtime`
      : `${ok} ONNX Runtime ${onnxruntime.version}\n        ${onnxruntime.entry}`,
    `${cache.writable ? ok : colors.red('broken ')} cache ${cache.folder}` +
      (cache.freeBytes === undefined ? '' : `, ${megabytes(cache.freeBytes)} free`),
    '',
    'Needed only to set TensorFlow up:',
    python === undefined
      ? `${missing} Python 3`
      : `${python.pip === undefined ? missing : ok} Python ${python.version}, ` +
        (python.pip === undefined ? 'without pip' : `pip ${python.pip}`),
    status.prebuiltBinding
      ? `${ok} binding shipped with tlp for this platform, no compiler needed`
      : compiler === undefined
        ? `${missing} C++ compiler`
        : `${ok} C++ compiler ${compiler.version}`,
  ];
  for (const { severity, message, remedy } of status.problems) {
    const label = severity === 'error' ? colors.red('error') : colors.yellow('warning');
    lines.push('', `${label}: ${message}`, `  ${remedy}`);
  }
  return `${lines.join('\n')}\n`;
}

function howItCame({ source, binding }: NonNullable<NativeStatus['tensorflow']>): string {
  const library = source === 'wheel' ? 'from its Python wheel' : 'from the official download';
  const how = {
    compiled: 'binding compiled here',
    prebuilt: 'binding shipped with tlp',
  };
  return `${library}, ${how[binding]}`;
}
