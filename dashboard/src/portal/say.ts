import { translator } from '../shared/translate.ts';
import { portalTexts } from './portal.texts.ts';

export const t = translator(portalTexts);
