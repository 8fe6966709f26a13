import { catalogue } from '$lib/catalogue';
import en from './en/setupNav';
import fr from './fr/setupNav';

export const setupNav = catalogue(en, fr);
