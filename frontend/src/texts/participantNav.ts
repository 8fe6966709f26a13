import { catalogue } from '$lib/catalogue';
import en from './en/participantNav';
import fr from './fr/participantNav';

export const participantNav = catalogue(en, fr);
