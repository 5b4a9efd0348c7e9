import type { TextData } from '@tlp/language/modalities/text/data.js';
import type { Modality } from '../modality.js';
import { characters } from './characters.js';
import { evaluationTexts } from './evaluation.js';
import type { TextItem } from './example.js';
import { fitToTexts } from './fit.js';
import { textInputs } from './inputs.js';
import { longestTexts } from './longest.js';
import { openTexts } from './open.js';
import {
  type TextPreparation,
  textPreparation,
  textPreparationForm,
  textPreprocessing,
} from './preparation.js';
import { proposeTexts } from './propose.js';
import { textReader } from './reader.js';
import { showText, textsAgain } from './shown.js';
import { surveyTexts } from './survey.js';
import { wordsOf } from './words.js';

export const text: Modality<TextData, TextPreparation, TextItem> = {
  kind: 'text',
  open: openTexts,
  openWhole: evaluationTexts,
  fit: fitToTexts,
  preparation: textPreparation,
  preprocessingIn: textPreprocessing,
  preparationForm: textPreparationForm,
  reader: textReader,
  survey: surveyTexts,
  inputs: textInputs,
  show: showText,
  again: textsAgain,
  longest: longestTexts,
  size: { unit: 'characters', of: characters },
  account: { wrong: 12, right: 6, title: 'Words that mattered', of: wordsOf },
  propose: proposeTexts,
};
