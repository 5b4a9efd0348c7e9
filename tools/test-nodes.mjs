/**
 * `npm run test:nodes`: runs a quick but real part of the suite on every supported Node version: the native library,
 * the engines and the language. The versions come from npm's own packages of the Node binary.
 */
import path from 'node:path';
import { nodeBinary } from './lib/node-binary.mjs';
import { tlp } from './lib/paths.mjs';
import { run } from './lib/run.mjs';
import { setUp } from './lib/set-up.mjs';
import { runTests } from './lib/vitest.mjs';

const versions = [20, 22, 24];
const folders = [
  'packages/language/src',
  'packages/runtime/src/native',
  'packages/runtime/src/engines',
  'packages/runtime/src/modalities/text/tokenizer',
  'packages/runtime/src/compile/training-engine',
  'packages/runtime/src/train/run-pipeline',
  'packages/runtime/src/lsp',
  'packages/runtime/test/lsp',
  'tools/editor/fuzz',
];

await setUp();
let failures = 0;
let passes = 0;
for (const version of versions) {
  const node = await nodeBinary(version);
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  console.log(`\nNode ${version}: ${node}`);
  const { passed, failed } = await runTests(folders, { node, env });
  // The tests run the sources; this runs the bundle, which computes with both native libraries.
  const doctor = await run(node, [tlp, 'doctor'], { env });
  passes += doctor.code === 0 ? 1 : 0;
  failures += doctor.code === 0 ? 0 : 1;
  console.log(
    `Node ${version}: ${passed} tests passed, ${failed} failed; tlp doctor ended with ${doctor.code}`,
  );
  passes += passed;
  failures += failed;
}
console.log(`${passes} passed, ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
