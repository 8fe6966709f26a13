/** A field that an audited change touched; undefined where it was or is not there. */
export interface ChangedField {
  field: string;
  before: string | undefined;
  after: string | undefined;
}

/** What differs between the two states of an audit entry, each JSON or empty, by field name. */
export function changedFields(before: string, after: string): ChangedField[] {
  const [was, is] = [flat(before), flat(after)];
  const fields = [...new Set([...was.keys(), ...is.keys()])].filter((field) => !/(^|\.)(version|updated_at)$/i.test(field));
  return fields.map((field) => ({ field, before: was.get(field), after: is.get(field) })).filter((change) => change.before !== change.after);
}

/** The values of a JSON text by their path; a text that is no object stands under ''. */
function flat(json: string): Map<string, string> {
  const values = new Map<string, string>();
  if (json === '') return values;
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return values.set('', json);
  }
  collect(values, '', parsed);
  return values;
}

// How the server writes an instant that is not there.
const noInstant = '0001-01-01T00:00:00Z';

function collect(values: Map<string, string>, path: string, value: unknown): void {
  if (value === null || value === undefined || value === '' || value === noInstant) return;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) {
    if (value.length > 0) values.set(path, value.join(', '));
  } else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) collect(values, path === '' ? key : `${path}.${key}`, inner);
  } else values.set(path, String(value));
}

/** A field's name in words: `From.AttendeeIDs` is `from, attendee ids`. */
export function fieldWords(field: string): string {
  return field
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-rt-z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .replaceAll('.', ', ')
    .toLowerCase();
}

/** An action such as `request.accept` in its two parts. */
export function partsOfAction(action: string): { about: string; verb: string } {
  const at = action.indexOf('.');
  return at < 0 ? { about: action, verb: '' } : { about: action.slice(0, at), verb: action.slice(at + 1) };
}
