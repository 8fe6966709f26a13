import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

const colours = new Map<string, [light: string, dark: string]>();
for (const [, name, light, dark] of css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)) {
  colours.set(name!, [light!, dark!]);
}

function luminance(hex: string): number {
  const channel = (at: number) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

// Text on ground: at least 4.5 to 1. Edges of controls: at least 3 to 1.
const pairs: [front: string, ground: string, least: number][] = [
  ...['paper', 'surface', 'sunken'].flatMap((ground): [string, string, number][] => [
    ['ink', ground, 7],
    ['muted', ground, 4.5],
    ['accent', ground, 4.5],
    ['accent-strong', ground, 4.5],
    ['wait', ground, 4.5],
    ['stand', ground, 4.5],
    ['collide', ground, 4.5],
    ['edge', ground, 3],
  ]),
  ['accent', 'accent-soft', 4.5],
  ['ink', 'accent-soft', 7],
  ['muted', 'accent-soft', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ['on-collide', 'collide', 4.5],
  ['wait', 'wait-soft', 4.5],
  ['stand', 'stand-soft', 4.5],
  ['collide', 'collide-soft', 4.5],
  ['ink', 'wait-soft', 7],
  ['ink', 'stand-soft', 7],
  ['ink', 'collide-soft', 7],
];

describe.each([
  ['light', 0],
  ['dark', 1],
] as const)('%s theme', (_, theme) => {
  it.each(pairs)('%s on %s has a contrast of at least %d', (front, ground, least) => {
    expect(contrast(colours.get(front)![theme], colours.get(ground)![theme])).toBeGreaterThanOrEqual(least);
  });
});
