// Makes the bill of materials whole: takes out what only builds or migrates, which CycloneDX cannot tell apart, and adds what ships from npm.
// node sbom.cjs FROM TO
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const [from, to] = process.argv.slice(2);
const bill = JSON.parse(readFileSync(from, 'utf8'));
const read = name => readFileSync(join(__dirname, name), 'utf8');

// What the program refers to, and what that needs; ReleaseTests go the same way for the notices.
const locked = JSON.parse(read('packages.lock.json')).dependencies['net10.0'];
const names = Object.keys(locked);
const ships = new Set();
const take = name => {
  const known = names.find(one => one.toLowerCase() === name.toLowerCase());
  // What is not locked is part of .NET.
  if (!known || ships.has(known)) return;
  ships.add(known);
  Object.keys(locked[known].dependencies ?? {}).forEach(take);
};
for (const [reference, name] of read('Befragung.Web.csproj').matchAll(/<PackageReference Include="([^"]+)"[^>]*>/g))
  if (!reference.includes('PrivateAssets="all"')) take(name);
names.filter(name => locked[name].type === 'Project').forEach(take);

const own = bill.metadata.component['bom-ref'];
bill.components = bill.components.filter(one => ships.has(one.name));
const missing = [...ships].filter(name => locked[name].type !== 'Project' && !bill.components.some(one => one.name === name));
if (missing.length) throw new Error(`The bill lacks ${missing.join(', ')}.`);

for (const [path, one] of Object.entries(JSON.parse(read('package-lock.json')).packages)) {
  if (path === '' || one.dev) continue;
  const [group, name] = path.replace(/^.*node_modules\//, '').split('/');
  const purl = name ? `pkg:npm/${encodeURIComponent(group)}/${name}@${one.version}` : `pkg:npm/${group}@${one.version}`;
  bill.components.push({
    type: 'library',
    'bom-ref': purl,
    ...(name ? { group, name } : { name: group }),
    version: one.version,
    scope: 'required',
    hashes: [{ alg: 'SHA-512', content: Buffer.from(one.integrity.replace('sha512-', ''), 'base64').toString('hex').toUpperCase() }],
    licenses: [{ license: { id: one.license } }],
    purl,
  });
  bill.dependencies.push({ ref: purl, dependsOn: [] });
  bill.dependencies.find(one => one.ref === own).dependsOn.push(purl);
}

const kept = new Set([own, ...bill.components.map(one => one['bom-ref'])]);
bill.dependencies = bill.dependencies
  .filter(one => kept.has(one.ref))
  .map(one => ({ ...one, dependsOn: one.dependsOn?.filter(ref => kept.has(ref)) }));
bill.metadata.component.licenses = [{ license: { id: 'EUPL-1.2' } }];

writeFileSync(to, JSON.stringify(bill, null, 2) + '\n');
console.error(`${bill.components.length} Bestandteile in ${to}`);
