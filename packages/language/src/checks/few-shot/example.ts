/** For examples: a phase of pairs, and one that solves the head. */
const body = (lines: readonly string[]): string => lines.map((line) => `\n  ${line}`).join('');

/** @param more of the phase's properties @param freeze what it freezes */
export const contrastPhase = (freeze = '..block3', ...more: readonly string[]): string =>
  `phase contrast {${body([`freeze: ${freeze}`, 'epochs: 1', 'learning_rate: 2e-5', 'contrastive: pairs', ...more])}\n}`;

export const solvedPhase = (solver = 'logistic'): string =>
  `phase head {${body(['freeze: all', `solve: ${solver}`])}\n}`;

export const contrastSchedule = (contrast = contrastPhase(), solver = 'logistic'): string =>
  `${contrast}\n${solvedPhase(solver)}`;
