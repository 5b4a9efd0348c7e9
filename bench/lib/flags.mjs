/** Options as a program takes them: `{ steps: 5, compile: true }` is `--steps 5 --compile`. */
export const flagsOf = (options) =>
  Object.entries(options).flatMap(([name, value]) =>
    value === true ? [`--${name}`] : [`--${name}`, String(value)],
  );
