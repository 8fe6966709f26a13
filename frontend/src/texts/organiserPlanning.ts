import { catalogue } from '$lib/catalogue';
import en from './en/organiserPlanning';
import fr from './fr/organiserPlanning';

export const organiserPlanning = catalogue(en, fr);
