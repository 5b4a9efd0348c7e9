/** Options as a program takes them: `--name value`. */
export const flagsOf = (options) =>
  Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
