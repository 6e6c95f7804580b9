// Of the two weights that pictures are written in, only the letters of German, English and French: a picture that leaves the page carries them with it.
// What is in them stands in bildschrift.txt; a picture with other letters takes the whole fonts. Without kerning and hints for coarse screens, which are two thirds of their weight.
import { readFileSync, writeFileSync } from 'node:fs';
import subsetFont from 'subset-font';

const printable = Array.from({ length: 95 }, (_, place) => String.fromCodePoint(0x20 + place)).join('');
const letters = printable + 'ÄÖÜäöüßẞÀÁÂÇÈÉÊËÍÎÏÑÓÔÚàáâçèéêëíîïñóôú' + '§°±²³·×»«–—‘’‚“”„…€→↑↓−≈≠≤≥\u00a0\u00ad\u2009\u202f';
for (const weight of ['Regular', 'SemiBold']) {
  const font = readFileSync(`wwwroot/kern/FiraSans-${weight}.woff2`);
  const subset = await subsetFont(font, letters, { targetFormat: 'woff2', noLayoutClosure: true, noHinting: true, dropTables: ['GPOS', 'GSUB', 'GDEF'] });
  writeFileSync(`wwwroot/npm/FiraSans-${weight}.woff2`, subset);
}
writeFileSync('wwwroot/npm/bildschrift.txt', letters);
