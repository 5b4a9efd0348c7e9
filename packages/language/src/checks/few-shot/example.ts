/** For examples: a phase of pairs, one that solves the head, and splits without and with validation examples. */
export const withoutValidation = 'split: stratified(train: 80%, test: 20%)';
export const withValidation = 'split: stratified(train: 70%, validation: 10%, test: 20%)';

const body = (lines: readonly string[]): string => lines.map((line) => `\n  ${line}`).join('');

/** @param more of the phase's properties @param freeze what it freezes */
export const contrastPhase = (freeze = '..block3', ...more: readonly string[]): string =>
  `phase contrast {${body([`freeze: ${freeze}`, 'epochs: 1', 'learning_rate: 2e-5', 'contrastive: pairs', ...more])}\n}`;

export const solvedPhase = (solver = 'logistic'): string =>
  `phase head {${body(['freeze: all', `solve: ${solver}`])}\n}`;

export const contrastSchedule = (contrast = contrastPhase(), solver = 'logistic'): string =>
  `${contrast}\n${solvedPhase(solver)}`;
