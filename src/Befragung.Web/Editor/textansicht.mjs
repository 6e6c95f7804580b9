// Turns the field with the questionnaire as text into an editor: colours, what may stand at a place, and what is wrong at its line. The field stays what the form sends.
import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, linter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { fieldsAt, namesBelow, placeOf, valuesAt } from "./places.mjs";

const Pause = 700;

const field = document.querySelector("textarea[data-editor]");
const form = field.form;
const words = field.dataset;
const label = form.querySelector(`label[for="${field.id}"]`);
const list = document.querySelector("[data-problems]");
const inEnglish = document.documentElement.lang === "en";

// ---- What may stand at a place

const option = (label, rest) => ({ label, ...rest });

const complete = (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const lines = context.state.doc.toString().split("\n");
    const at = line.number - 1;
    const value = /^\s*(?:-\s+)*([\w.-]+)\s*:\s+(\S*)$/.exec(before);
    if (value) {
        const [, name, typed] = value;
        const values = name === "scale" ? namesBelow(lines, "scales") : valuesAt(placeOf(lines, at), name);
        return values.length > 0 ? { from: context.pos - typed.length, options: values.map((one) => option(one, { type: "enum" })) } : null;
    }
    const key = /^\s*(?:-\s+)*([\w.-]*)$/.exec(before);
    if (!key || (key[1] === "" && !context.explicit)) return null;
    const fields = fieldsAt(placeOf(lines, at));
    // The names of the fields are the same in all languages; what they mean is told in English only.
    return { from: context.pos - key[1].length, options: fields.map(({ name, says }) => option(name, { type: "property", apply: `${name}: `, ...(inEnglish && says ? { info: says } : {}) })) };
};

// ---- What is wrong, by the same check as everywhere

const check = async (view) => {
    const body = new URLSearchParams([["text", view.state.doc.toString()], ["__RequestVerificationToken", form.elements.__RequestVerificationToken.value]]);
    const answer = await fetch(`${location.pathname}?handler=Pruefen`, { method: "POST", body, redirect: "error", headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return [];
    const { summary, problems } = await answer.json();
    if (list) {
        const said = list.querySelector("[role=status]");
        if (said.textContent !== summary) said.textContent = summary;
        list.querySelector("ul").replaceChildren(...problems.map((one) => {
            const row = document.createElement("li");
            const way = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: one.place });
            way.addEventListener("click", () => go(view, one));
            row.append(way, ` ${one.text}`);
            return row;
        }));
    }
    return problems.map((one) => {
        const line = view.state.doc.line(Math.min(Math.max(one.line, 1), view.state.doc.lines));
        const from = Math.min(line.from + Math.max(one.column - 1, 0), line.to);
        return { from, to: Math.max(line.to, from), severity: one.isNotice ? "info" : "error", message: one.text };
    });
};

const go = (view, { line, column }) => {
    const { from, to } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
    view.dispatch({ selection: { anchor: Math.min(from + Math.max(column - 1, 0), to) }, scrollIntoView: true });
    view.focus();
};

// ---- How it looks: in the colours of the page, which come through by their names

const look = EditorView.theme({
    "&": { color: "var(--text)", backgroundColor: "var(--paper)", border: "1px solid var(--muted)", fontSize: "1rem", maxHeight: "75vh" },
    "&.cm-focused": { outline: "3px solid var(--action)", outlineOffset: "1px" },
    ".cm-scroller": { fontFamily: 'ui-monospace, "Cascadia Mono", Consolas, monospace', lineHeight: "1.5", overflow: "auto" },
    ".cm-content": { caretColor: "var(--ink)", minHeight: "20rem" },
    ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--muted)", borderRight: "1px solid var(--line)" },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--middle)" },
    ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--text)", border: "1px solid var(--muted)" },
    ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--action)", color: "var(--paper)" },
    ".cm-panels": { backgroundColor: "var(--ground)", color: "var(--text)" },
    ".cm-diagnosticText": { fontFamily: '"Fira Sans", system-ui, sans-serif' },
});

const colours = HighlightStyle.define([
    { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--action)", fontWeight: "600" },
    { tag: [tags.string, tags.content], color: "var(--text)" },
    { tag: [tags.number, tags.bool, tags.keyword, tags.literal], color: "var(--good)" },
    { tag: [tags.lineComment, tags.comment], color: "var(--muted)", fontStyle: "italic" },
    { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace, tags.meta], color: "var(--muted)" },
]);

// ---- Putting it in the place of the field

const begin = () => {
    const host = document.createElement("div");
    host.className = "text-editor";
    field.before(host);
    field.hidden = true;
    // In a tree of its own its styles are adopted sheets, which need no leave to be written into the page.
    const root = host.attachShadow({ mode: "open" });
    const locked = field.matches(":disabled");
    const first = field.value;
    let sending = false;
    const view = new EditorView({
        root,
        parent: root,
        state: EditorState.create({
            doc: first,
            extensions: [
                lineNumbers(), history(), drawSelection(), indentOnInput(), highlightActiveLine(), highlightSelectionMatches(), search({ top: true }),
                yaml(), syntaxHighlighting(colours), look, EditorState.tabSize.of(2),
                // Tab is not among the keys: it leaves the editor, as it leaves every field.
                keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
                EditorState.phrases.of(JSON.parse(words.phrases)),
                EditorView.contentAttributes.of({ "aria-label": words.label, spellcheck: "false", tabindex: "0" }),
                EditorView.updateListener.of((update) => { if (update.docChanged) field.value = update.state.doc.toString(); }),
                ...(locked ? [EditorState.readOnly.of(true)] : [autocompletion({ override: [complete] }), lintGutter(), linter(check, { delay: Pause })]),
            ],
        }),
    });
    label.addEventListener("click", () => view.focus());
    // Whatever leads to the field leads to the editor.
    document.addEventListener("click", (event) => {
        if (!event.target.closest?.(`a[href="#${field.id}"]`)) return;
        event.preventDefault();
        view.focus();
    });
    for (const one of document.querySelectorAll("form")) one.addEventListener("submit", () => { sending = true; });
    addEventListener("beforeunload", (event) => {
        if (!sending && field.value !== first) event.preventDefault();
    });
};

begin();
