import { catalogue } from '$lib/catalogue';
import en from './en/everyone';
import fr from './fr/everyone';

export const everyone = catalogue(en, fr);
