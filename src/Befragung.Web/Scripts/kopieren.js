// Shows what is kept in this browser and not saved, so that it can be copied. What belongs to the open round is sent once more before.
import { entries, forget } from "./entwurf.js";
import { leaving } from "./weggehen.js";

const place = document.querySelector("[data-drafts]");

const textOf = (entry) => entry.lines.map(([label, text]) => (label && entry.lines.length > 1 ? `${label}: ${text}` : text)).join("\n");

/** Copies a text; where the browser does not let a page do that, marks it, so that a key does. */
export const copy = async (button, text, shown) => {
    try {
        await navigator.clipboard.writeText(text);
    } catch {
        mark(shown);
        if (!document.execCommand("copy")) return;
    }
    const label = button.querySelector(".kern-label") ?? button;
    const before = label.textContent;
    label.textContent = button.dataset.done;
    setTimeout(() => { label.textContent = before; }, 2000);
};

const mark = (shown) => getSelection().selectAllChildren(shown);

/** Offers entries to be copied, and, those that are kept, to be deleted. */
export const offer = (all) => {
    const list = place.querySelector("[data-list]");
    list.replaceChildren(...all.map((entry) => {
        const row = place.querySelector("template").content.cloneNode(true);
        const text = row.querySelector("blockquote");
        row.querySelector(".unsaved__of").textContent = entry.item;
        row.querySelector("[data-label]").textContent = entry.lines.length === 1 ? entry.lines[0][0] : "";
        text.textContent = textOf(entry);
        const open = row.querySelector("[data-open]");
        open.hidden = !entry.href;
        if (entry.href) open.href = entry.href;
        row.querySelector("[data-copy]").addEventListener("click", (event) => copy(event.currentTarget, text.textContent, text));
        return row;
    }));
    place.hidden = all.length === 0;
    place.querySelector(".buttons [data-copy]").onclick = (event) => copy(event.currentTarget, all.map((entry) => `${entry.item}\n${textOf(entry)}`).join("\n\n"), list);
    place.querySelector("[data-select]").onclick = () => mark(list);
    const remove = place.querySelector("[data-delete]");
    remove.onclick = () => {
        if (!confirm(remove.dataset.delete)) return;
        for (const entry of all) forget(entry.key, entry.at);
        offer([]);
    };
};

/** Sends a section's entries as its page would have. Gives back what they replaced of another device's. */
const send = async (section, kept) => {
    const fields = kept.flatMap((entry) => [...entry.fields, ...ages(entry.typed)]);
    const token = place.querySelector("[name=__RequestVerificationToken]").value;
    const body = new URLSearchParams([...fields, ["round", place.dataset.round], ["__RequestVerificationToken", token]]);
    const answer = await fetch(`${place.dataset.root}/abschnitt/${section}?handler=Merken`, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
    if (!answer.ok) return [];
    const { was, now, problems, elsewhere } = await answer.json();
    const parts = (entry) => Object.keys(entry.typed).filter((name) => name.startsWith("a.")).map((name) => name.slice(2));
    const saved = kept.filter((entry) => !problems[entry.name] && parts(entry).every((part) => part in was && !(part in now)));
    for (const entry of saved) forget(entry.key, entry.at);
    return saved.filter((entry) => elsewhere[entry.name]?.said.length).map((entry) => ({ ...entry, lines: [[elsewhere[entry.name].text, elsewhere[entry.name].said.join("\n")]] }));
};

/** How long ago each field was typed, in seconds. */
export const ages = (typed) => Object.entries(typed).map(([name, at]) => [`age.${name.slice(name.indexOf(".") + 1)}`, String(Math.max(0, Math.floor((Date.now() - at) / 1000)))]);

const begin = async () => {
    const { expert, round } = place.dataset;
    const here = document.querySelector("form.sheet")?.dataset.section;
    const others = () => entries(expert).filter((entry) => entry.round !== round || entry.section !== here);
    const open = others().filter((entry) => entry.round === round);
    const replaced = [];
    for (const section of new Set(open.map((entry) => entry.section)))
        replaced.push(...await send(section, open.filter((entry) => entry.section === section)).catch(() => []));
    const rest = [...replaced, ...others().map((entry) => ({ ...entry, href: entry.round === round && `${place.dataset.root}/abschnitt/${entry.section}` }))];
    // What the page shows of them is older now.
    if (open.length && !rest.length && !here && !leaving()) location.reload();
    else offer(rest);
};

if (place) begin();
