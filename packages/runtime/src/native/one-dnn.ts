/**
 * Whether TensorFlow computes with oneDNN: only its builds for x86 on Linux and Windows have it, and users may turn it off.
 */
export const hasOneDnn = (): boolean =>
  process.arch === 'x64' &&
  ['linux', 'win32'].includes(process.platform) &&
  process.env.TF_ENABLE_ONEDNN_OPTS !== '0';
