import { catalogue } from '$lib/catalogue';
import en from './en/reasons';
import fr from './fr/reasons';

export const reasons = catalogue(en, fr);
