/** The initials of a name: of its first and its last word that begins with a letter or digit. */
export function initials(name: string): string {
  const words = name.split(/[\s\-–/&.,()]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  if (words.length === 0) return '–';
  if (words.length === 1) return [...words[0]!].slice(0, 2).join('').toUpperCase();
  return ([...words[0]!][0]! + [...words[words.length - 1]!][0]!).toUpperCase();
}

const hues = [195, 60, 145, 265, 25, 100, 320, 230];

/** The hue, in degrees, of a name's monogram; always the same for a name. */
export function shade(name: string): number {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) >>> 0;
  return hues[sum % hues.length]!;
}
