import { catalogue } from '$lib/catalogue';
import en from './en/organiserPeople';
import fr from './fr/organiserPeople';

export const organiserPeople = catalogue(en, fr);
