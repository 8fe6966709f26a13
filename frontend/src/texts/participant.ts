import { catalogue } from '$lib/catalogue';
import en from './en/participant';
import fr from './fr/participant';

export const participant = catalogue(en, fr);
