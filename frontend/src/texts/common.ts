import { catalogue } from '$lib/catalogue';
import en from './en/common';
import fr from './fr/common';

export const common = catalogue(en, fr);
