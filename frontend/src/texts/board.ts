import { catalogue } from '$lib/catalogue';
import en from './en/board';
import fr from './fr/board';

export const board = catalogue(en, fr);
