import { catalogue } from '$lib/catalogue';
import en from './en/organiserSetup';
import fr from './fr/organiserSetup';

export const organiserSetup = catalogue(en, fr);
