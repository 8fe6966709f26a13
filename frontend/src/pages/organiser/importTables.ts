/** A column of an import's table, and other headings by which it is known. */
export interface ImportColumn {
  name: string;
  required?: boolean;
  alike?: readonly string[];
}

const id: ImportColumn = { name: 'id', required: true, alike: ['external_id', 'ref', 'reference', 'identifiant'] };
const organisation = ['company', 'organization', 'societe', 'entreprise'];

/** The tables that an import takes, each with its columns, in the order in which one builds on another. */
export const importTables: Readonly<Record<string, readonly ImportColumn[]>> = {
  organisations: [
    id,
    { name: 'name', required: true, alike: ['company_name', 'nom', ...organisation, 'organisation'] },
    { name: 'kind', alike: ['type', 'category', 'categorie'] },
    { name: 'description', alike: ['about', 'presentation'] },
    { name: 'country', alike: ['country_code', 'pays'] },
    { name: 'website', alike: ['url', 'web', 'site_web', 'site'] },
    { name: 'topics', alike: ['keywords', 'themes', 'mots_cles'] },
    { name: 'offers', alike: ['offer', 'offre', 'offres'] },
    { name: 'seeks', alike: ['seek', 'looking_for', 'recherche', 'cherche'] },
    { name: 'clusters', alike: ['cluster', 'pole', 'poles'] },
    { name: 'floor' },
    { name: 'max_meetings' },
  ],
  delegates: [
    id,
    { name: 'organisation', required: true, alike: ['organisation_id', 'organization_id', 'company_id', ...organisation] },
    { name: 'name', required: true, alike: ['full_name', 'delegate', 'nom', 'nom_complet'] },
    { name: 'email', required: true, alike: ['e-mail', 'mail', 'email_address', 'e-mail_address', 'courriel', 'adresse_e-mail'] },
    { name: 'title', alike: ['job_title', 'position', 'role', 'function', 'fonction'] },
    { name: 'topics', alike: ['keywords', 'themes'] },
    { name: 'language', alike: ['lang', 'langue'] },
    { name: 'virtual', alike: ['online', 'remote', 'a_distance'] },
    { name: 'zone', alike: ['time_zone', 'timezone', 'fuseau'] },
    { name: 'no_meetings' },
    { name: 'place', alike: ['table', 'lieu'] },
    { name: 'floor' },
    { name: 'max_meetings' },
    { name: 'max_per_day' },
    { name: 'max_in_a_row' },
  ],
  places: [
    id,
    { name: 'name', required: true, alike: ['place', 'table', 'nom', 'lieu'] },
    { name: 'kind', alike: ['type'] },
    { name: 'zone', alike: ['area', 'hall'] },
    { name: 'capacity', alike: ['capacite'] },
    { name: 'organisation', alike: organisation },
    { name: 'link', alike: ['url', 'lien'] },
    { name: 'closed', alike: ['ferme'] },
  ],
  slots: [
    id,
    { name: 'day', required: true, alike: ['date', 'jour'] },
    { name: 'session' },
    { name: 'start', required: true, alike: ['from', 'begin', 'debut'] },
    { name: 'end', required: true, alike: ['until', 'to', 'fin'] },
  ],
  availability: [
    { name: 'delegate', required: true, alike: ['delegate_id', 'delegue'] },
    { name: 'slot', required: true, alike: ['slot_id', 'creneau'] },
    { name: 'state', required: true, alike: ['availability', 'etat', 'disponibilite'] },
  ],
  requests: [
    id,
    { name: 'from', required: true, alike: ['from_organisation', 'sender', 'requester', 'de'] },
    { name: 'to', required: true, alike: ['to_organisation', 'receiver', 'recipient', 'a'] },
    { name: 'state', alike: ['status', 'etat'] },
    { name: 'message', alike: ['text', 'note'] },
    { name: 'from_priority', alike: ['priority', 'priorite'] },
    { name: 'to_priority' },
    { name: 'from_required' },
    { name: 'to_required' },
    { name: 'from_any' },
    { name: 'to_any' },
    { name: 'weight', alike: ['poids'] },
    { name: 'mandatory', alike: ['obligatoire'] },
    { name: 'slots', alike: ['creneaux'] },
    { name: 'session' },
    { name: 'after', alike: ['apres'] },
  ],
  pitches: [
    { name: 'session', required: true },
    { name: 'topic', alike: ['theme'] },
    { name: 'room', alike: ['salle'] },
    { name: 'mode' },
    { name: 'start', required: true, alike: ['from', 'debut'] },
    { name: 'end', required: true, alike: ['until', 'fin'] },
    { name: 'pitch_minutes' },
    { name: 'qa_minutes' },
    { name: 'organisation', alike: organisation },
    { name: 'title', alike: ['titre'] },
    { name: 'abstract', alike: ['resume'] },
    { name: 'presenters', alike: ['presenter', 'orateurs'] },
  ],
};

/** A heading as columns are compared: lower case, without accents, words joined by underscores. */
export function plainHeading(heading: string): string {
  const plain = heading.normalize('NFD').replace(/\p{Diacritic}/gu, '').trim().toLowerCase();
  return plain.replace(/\s+/g, '_');
}

/** The column that each heading most likely is, '' for none; no column is given twice. */
export function guessColumns(headings: readonly string[], columns: readonly ImportColumn[]): string[] {
  const plain = headings.map(plainHeading);
  const found = headings.map(() => '');
  const give = (fits: (column: ImportColumn, heading: string) => boolean) => {
    for (const column of columns) {
      if (found.includes(column.name)) continue;
      const at = plain.findIndex((heading, i) => found[i] === '' && fits(column, heading));
      if (at >= 0) found[at] = column.name;
    }
  };
  give((column, heading) => heading === column.name);
  give((column, heading) => column.alike?.includes(heading) ?? false);
  return found;
}

/** The table that a file most likely holds: by its name, else by most required columns; '' when none has all. */
export function guessTable(file: string, headings: readonly string[]): string {
  const name = plainHeading(file.replace(/\.[^.]*$/, ''));
  const named = Object.keys(importTables).find((table) => name === table || name.includes(table) || `${name}s` === table);
  if (named) return named;
  const fits = Object.entries(importTables)
    .map(([table, columns]) => ({ table, columns, found: guessColumns(headings, columns) }))
    .filter(({ columns, found }) => columns.every((column) => !column.required || found.includes(column.name)))
    .sort((a, b) => known(b.found) - known(a.found));
  return fits[0]?.table ?? '';
}

function known(found: readonly string[]): number {
  return found.filter((name) => name !== '').length;
}
