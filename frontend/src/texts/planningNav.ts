import { catalogue } from '$lib/catalogue';
import en from './en/planningNav';
import fr from './fr/planningNav';

export const planningNav = catalogue(en, fr);
