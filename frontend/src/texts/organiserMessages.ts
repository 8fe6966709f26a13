import { catalogue } from '$lib/catalogue';
import en from './en/organiserMessages';
import fr from './fr/organiserMessages';

export const organiserMessages = catalogue(en, fr);
