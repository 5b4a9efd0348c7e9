/** For esbuild: CommonJS has no `import.meta.url`, by which modules find files beside them. */
export const moduleUrl = {
  define: { 'import.meta.url': 'tlpModuleUrl' },
  banner: { js: "const tlpModuleUrl = require('node:url').pathToFileURL(__filename).href;" },
};
