/** The scores by which examples of no known class are told from the others, one file each. */
import { oneCall } from '../words.js';
import { writeValue } from '../write.js';
import { type Energy, energy } from './energy.js';
import { type NearestScore, nearestScore } from './nearest.js';

export type KnownBy = Energy | NearestScore;

export const knownScores = oneCall<KnownBy>('score', [energy.spec, nearestScore.spec]);

/** Where a pipeline, a record or a model names no score: the latter may be of a time when there was no other. */
export const byEnergy: KnownBy = { kind: 'energy' };

/** What the score is, within a sentence. @param by absent where that is the energy */
export const toldScore = (by: KnownBy = byEnergy): string =>
  by.kind === 'nearest' ? nearestScore.told(by) : energy.told(by);

/** As the language writes it. @param by absent where that is the energy */
export const scoreText = (by: KnownBy = byEnergy): string => writeValue(knownScores, by);
