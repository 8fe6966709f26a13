import { catalogue } from '$lib/catalogue';
import en from './en/organiserLists';
import fr from './fr/organiserLists';

export const organiserLists = catalogue(en, fr);
