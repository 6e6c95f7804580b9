// Of the fonts, only the letters of western European texts, without hints for coarse screens: a tenth of the weight. Browsers take the whole fonts for other letters.
// Pictures that leave the page carry two weights with them, without kerning as well; one with other letters takes the whole fonts.
// What is in them stands in schrift.txt, and in the style sheets.
import { readFileSync, writeFileSync } from 'node:fs';
import subsetFont from 'subset-font';

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, place) => String.fromCodePoint(from + place)).join('');
const letters = range(0x20, 0x7e) + range(0xa0, 0xff) + 'ẞŒœ‐‑–—‘’‚“”„†•…‰‹›€←↑→↓−≈≠≤≥\u2009\u202f';
const cut = async (weight, name, options) => {
  const font = readFileSync(`wwwroot/kern/FiraSans-${weight}.woff2`);
  writeFileSync(`wwwroot/npm/${name}`, await subsetFont(font, letters, { targetFormat: 'woff2', noHinting: true, ...options }));
};
for (const weight of ['Regular', 'Italic', 'SemiBold', 'Bold'])
  await cut(weight, `FiraSans-${weight}.woff2`, { keepFeatures: ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'tnum'] });
for (const weight of ['Regular', 'SemiBold'])
  await cut(weight, `FiraSans-${weight}.bild.woff2`, { noLayoutClosure: true, dropTables: ['GPOS', 'GSUB', 'GDEF'] });
writeFileSync('wwwroot/npm/schrift.txt', letters);
