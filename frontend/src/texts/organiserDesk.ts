import { catalogue } from '$lib/catalogue';
import en from './en/organiserDesk';
import fr from './fr/organiserDesk';

export const organiserDesk = catalogue(en, fr);
