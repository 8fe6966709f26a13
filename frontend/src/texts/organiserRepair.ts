import { catalogue } from '$lib/catalogue';
import en from './en/organiserRepair';
import fr from './fr/organiserRepair';

export const organiserRepair = catalogue(en, fr);
