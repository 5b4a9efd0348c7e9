/** For examples: a schedule that asks how sure answers are, and a split that keeps nothing to tell that by. */
export const scheduleWith = (properties: string): string =>
  `${properties}\nphase train {\n  freeze: all\n  epochs: 5\n}`;

export const solvedWith = (properties: string): string =>
  `${properties}\nphase train {\n  freeze: all\n  solve: logistic(l2: 1.0)\n}`;

export const withoutValidation = 'split: stratified(train: 80%, test: 20%)';
