// Where in a questionnaire a line is, by the indentation of those above it, and what the schema of the format says of that place.
import schema from "../../../questionnaires/schema.json";

const read = (text) => {
    const [, space, dashes, key, value] = /^(\s*)((?:-(?:\s+|$))*)(?:([\w.-]+)\s*:(?:\s+(.*)|$))?/.exec(text);
    return { column: space.length + dashes.length, dash: dashes ? space.length : null, key, value: value?.trim(), isEmpty: /^\s*(#|$)/.test(text) };
};

/**
 * The steps from the outermost field to the one that holds a line; "[]" is an entry of a list. Beside each, what stands at the level that it leads to: by its type the schema tells items apart.
 * @param {string[]} lines
 * @param {number} at The number of the line, from 0.
 */
export const placeOf = (lines, at) => {
    const steps = [];
    let fields = {};
    let { column } = read(lines[at]);
    const leave = (name) => {
        steps.unshift({ name, fields });
        fields = {};
    };
    // What stands below at the same level counts as well.
    for (let i = at + 1; i < lines.length; i++) {
        const line = read(lines[i]);
        if (line.isEmpty) continue;
        if (line.column < column || (line.dash !== null && line.dash < column)) break;
        if (line.key && line.column === column) fields[line.key] = line.value ?? "";
    }
    for (let i = at; i >= 0; i--) {
        const line = read(lines[i]);
        if (line.isEmpty && i !== at) continue;
        if (line.key && line.column === column && i !== at) fields[line.key] = line.value ?? "";
        else if (line.key && line.column < column) {
            leave(line.key);
            column = line.column;
        }
        // Entries above begin at the same dash, and are none of those that hold the line.
        if (line.dash !== null && line.column === column) {
            leave("[]");
            // A list may begin as far left as the field that holds it.
            column = line.dash + 1;
        }
    }
    return { steps, outermost: fields };
};

/** A node of the schema with all that it refers to and that holds beside these fields. */
const whole = (node, fields) => {
    if (!node) return [];
    if (node.$ref) return whole(node.$ref.split("/").slice(1).reduce((from, name) => from[name], schema), fields);
    const holds = node.if && Object.entries(node.if.properties ?? {}).every(([name, one]) => String(one.const) === fields[name]);
    const parts = [...(node.allOf ?? []), ...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(holds ? [node.then] : [])];
    return [node, ...parts.flatMap((one) => whole(one, fields))];
};

const below = (node, name) => {
    if (name === "[]") return node.items;
    return node.properties?.[name] ?? (typeof node.additionalProperties === "object" ? node.additionalProperties : null);
};

/** All nodes of the schema that hold at a place. */
const nodesAt = ({ steps, outermost }) =>
    steps.reduce((nodes, { name, fields }) => nodes.flatMap((node) => whole(below(node, name), fields)), whole(schema, outermost));

const fieldsOf = ({ steps, outermost }) => steps.at(-1)?.fields ?? outermost;

/** The fields that may stand at a place and do not yet. */
export const fieldsAt = (place) => {
    const there = fieldsOf(place);
    const found = new Map(nodesAt(place).flatMap((node) => Object.entries(node.properties ?? {})));
    return [...found].filter(([name]) => !(name in there)).map(([name, node]) => ({ name, says: node.description ?? "" }));
};

/** The values that a field may have, as far as they can be counted. */
export const valuesAt = (place, name) => {
    const nodes = nodesAt(place).flatMap((node) => whole(below(node, name), fieldsOf(place)));
    return [...new Set(nodes.flatMap((node) => [...(node.enum ?? []), ...("const" in node ? [node.const] : []), ...(node.type === "boolean" ? [true, false] : [])]).map(String))];
};

/** What stands in a list of names or scales that the questionnaire has itself: the keys below a field of the outermost level. */
export const namesBelow = (lines, field) => {
    const from = lines.findIndex((line) => line.startsWith(`${field}:`));
    if (from < 0) return [];
    const names = [];
    for (const text of lines.slice(from + 1)) {
        const line = read(text);
        if (!line.isEmpty && line.column === 0) break;
        if (line.key) names.push(line);
    }
    const first = Math.min(...names.map((one) => one.column));
    return names.filter((one) => one.column === first).map((one) => one.key);
};
