// Saves a section as one goes along, and keeps in this browser what is not saved yet. Without it the page works the same, saving on going on.
import { entries, forget, keep, keyOf } from "./entwurf.js";
import { ages, copy, offer } from "./kopieren.js";
import { signOf } from "./schild.js";

const form = document.querySelector("form.sheet");
const place = document.querySelector("[data-drafts]");
const bar = form?.querySelector("[data-saved]");
const { say, busy, showLink } = signOf(bar);
const action = new URL("?handler=Merken", location.href.split(/[?#]/)[0]);

/** When each field was changed that is not saved yet, by its name. */
const typed = new Map();
/** What stood in each field when it was last looked at, by its name. */
const seen = new Map();
/** The same of fields as they were last sent and answered; what was refused then waits for another change. */
const tried = new Map();
/** When the entry of an item was kept, by the item's key. */
const kept = new Map();
let safe = true;
let timer = 0;
let wait = 2000;
let running = null;
/** What was sent without an answer. It is sent again as it was before anything else: so it is known what the server has. */
let unanswered = null;
let leaving = false;
let over = false;
/** Whether the sign says that nothing could be saved. That stays to be read while somebody types on. */
let alarmed = false;
/** The items that were changed on another device, as long as the page has not said so. */
const news = new Set();

const items = () => [...form.querySelectorAll("[data-item]")];
const itemOf = (key) => form.querySelector(`[data-item="${CSS.escape(key)}"]`);
const named = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
const isMark = (field) => field.matches("[type=radio], [type=checkbox]");
/** The names of an item's fields, each once. */
const namesIn = (item) => new Set([...item.querySelectorAll("[name^='a.'], [name^='none.']")].map((field) => field.name));
const standing = (name) => named(name).filter((field) => !isMark(field) || field.checked).map((field) => field.value).join();
const words = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

// ---- What is kept in the browser

/** What stands in an item, as the form would send it. */
const fieldsOf = (item) => [...item.querySelectorAll("[name*='.']")].filter((field) => !isMark(field) || field.checked).map((field) => [field.name, field.value]);

/** The same for people: which part of the item, and what stands there; but what others wrote is not one's own. */
const linesOf = (item) => [...item.querySelectorAll("[name^='a.']:not([name*=':yes.']), [name^='none.']")].filter((field) => (isMark(field) ? field.checked : field.value.trim())).map((field) => {
    const label = field.labels?.[0];
    const criterion = words(field.closest(".criterion")?.querySelector("legend, .criterion__name"));
    if (isMark(field)) return [criterion, ["number", "label"].map((part) => words(label?.querySelector(`.point__${part}`))).filter(Boolean).join(" – ") || words(label)];
    const own = [...(label?.childNodes ?? [])].filter((node) => !node.classList?.contains("kern-sr-only")).map((node) => node.textContent).join("").trim();
    return [label?.matches(".item__legend") ? "" : field.getAttribute("aria-label") ?? own, field.value.trim()];
});

const dirty = (item) => [...item.querySelectorAll("[name]")].filter((field) => typed.has(field.name));

const entryOf = (item) => ({
    name: item.dataset.item, round: place.dataset.round, section: form.dataset.section, at: Date.now(), item: words(item.querySelector(".item__text")),
    lines: linesOf(item), fields: fieldsOf(item), typed: Object.fromEntries(dirty(item).map((field) => [field.name, typed.get(field.name)])),
});

const store = (item) => {
    const name = item.dataset.item;
    const key = keyOf(place.dataset.expert, place.dataset.round, form.dataset.section, name);
    if (dirty(item).length === 0) {
        if (kept.has(name)) forget(key, kept.get(name));
        kept.delete(name);
        return;
    }
    const entry = entryOf(item);
    safe = keep(key, entry);
    kept.set(name, entry.at);
};

const restore = () => {
    for (const entry of entries(place.dataset.expert, place.dataset.round, form.dataset.section)) {
        const item = itemOf(entry.name);
        if (!item) continue;
        for (const mark of item.querySelectorAll("[name^='was.'], [name^='wrong.'], [name^='back.']")) mark.remove();
        for (const [name, value] of entry.fields)
            if (/^(was|wrong|back)\./.test(name)) remember(name.slice(name.indexOf(".") + 1), value, name.split(".")[0]);
            else if (name.startsWith("kept.")) item.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
        const values = new Map(entry.fields);
        for (const field of item.querySelectorAll("[name^='a.'], [name^='none.']"))
            if (isMark(field)) field.checked = values.get(field.name) === field.value;
            else if (values.has(field.name)) field.value = values.get(field.name);
        for (const [name, at] of Object.entries(entry.typed)) {
            // It may be asked no longer.
            if (named(name).length === 0) continue;
            typed.set(name, at);
            // It may be folded away.
            for (const fold of named(name).map((field) => field.closest("details"))) if (fold) fold.open = true;
        }
        kept.set(entry.name, entry.at);
        if (dirty(item).length === 0) store(item);
    }
    if (typed.size === 0) return;
    busy();
    plan(0);
};

// ---- What the page says

const failed = (text, link) => {
    alarmed = true;
    showLink(link);
    say(safe ? text : form.dataset.unkept, "failed");
    return "failed";
};

/** The round is over: nothing can be saved any more, but everything be copied. */
const end = (message) => {
    over = true;
    offer(items().filter((item) => dirty(item).length > 0).map((item) => ({ ...entryOf(item), key: keyOf(place.dataset.expert, place.dataset.round, form.dataset.section, item.dataset.item), at: kept.get(item.dataset.item) })));
    failed(message, "tocopy");
    return "failed";
};

const tell = (problems) => {
    for (const item of items()) {
        const shown = item.querySelector("[data-problem]");
        if (!shown) continue;
        const text = problems[item.dataset.item] ?? "";
        if (shown.textContent !== text) shown.textContent = text;
        shown.hidden = text === "";
        for (const field of item.querySelectorAll(`:is(input, textarea)[aria-describedby~="${shown.id}"]`)) {
            if (text) field.setAttribute("aria-invalid", "true");
            else field.removeAttribute("aria-invalid");
        }
    }
};

/** Says at an item that it was answered on another device, and shows what no longer counts. */
const note = (item, { text, said }) => {
    item.querySelector(".note")?.remove();
    const made = document.querySelector("template[data-note]").content.cloneNode(true);
    const quoted = made.querySelector("[data-said]");
    const button = made.querySelector("[data-copy]");
    made.querySelector("[data-text]").textContent = text;
    quoted.textContent = said.join("\n");
    quoted.hidden = button.hidden = said.length === 0;
    button.addEventListener("click", () => copy(button, quoted.textContent, quoted));
    item.append(made);
};

/** Shows the questions that the answers bring up, and hides those they take away. What stands in these stays, and is sent. */
const showOnly = (left) => {
    const joined = [];
    let number = Number(form.dataset.before);
    const counted = () => items().filter((item) => !item.hidden && item.querySelector(".item__number")).length;
    const before = counted();
    for (const item of items()) {
        const hide = left.includes(item.dataset.item);
        const place = item.querySelector(".item__number");
        if (item.hidden && !hide && place) joined.push(words(item.querySelector(".item__text")));
        item.hidden = hide;
        if (!hide && place) place.textContent = String(++number);
    }
    const more = counted() - before;
    if (more !== 0) for (const total of form.querySelectorAll(".item__total")) total.textContent = String(Number(total.textContent) + more);
    if (joined.length) form.querySelector("[data-news]").textContent = form.dataset.joined.replace("{0}", joined.join(" · "));
};

// ---- Saving

/** Notes what the server has of a part: its answer, or, as "wrong", what was typed and is none. */
const remember = (part, mark, kind = "was") => {
    const [known] = named(`${kind}.${part}`);
    if (mark === null) known?.remove();
    else if (known) known.value = mark;
    else itemOf(part.split(".")[0])?.append(Object.assign(document.createElement("input"), { type: "hidden", name: `${kind}.${part}`, value: mark }));
};

/** The server keeps these mistakes of the page, and no others. */
const rememberWrong = (wrong) => {
    for (const field of form.querySelectorAll("[name^='wrong.']")) if (!(field.name.slice(6) in wrong)) field.remove();
    for (const [part, mark] of Object.entries(wrong)) remember(part, mark, "wrong");
};

/** Puts an answer of another device into its field, unless somebody is just typing there. */
const fill = (part, value, sent) => {
    const fields = named(`a.${part}`);
    if (fields.length === 0 || typed.has(`a.${part}`) || (fields.includes(document.activeElement) && !isMark(fields[0]) && !sent.typed[`a.${part}`])) return false;
    for (const field of fields)
        if (isMark(field)) field.checked = field.value === value;
        else field.value = value ?? "";
    if (fields[0]?.type === "checkbox") for (const none of named(`none.${part.split(".")[0]}`)) none.checked = value === "";
    look(itemOf(part.split(".")[0]), () => {});
    // For what else looks at the field.
    for (const kind of ["change", "filled"]) fields[0].dispatchEvent(new Event(kind, { bubbles: true }));
    return true;
};

const apply = ({ message, problems, was, wrong, now, elsewhere, left }, sent) => {
    for (const [name, at] of Object.entries(sent.typed)) {
        const part = name.slice(name.indexOf(".") + 1);
        tried.set(name, at);
        const kept = Object.keys(wrong);
        const taken = name.startsWith("none.") ? !problems[part] || kept.some((key) => key.startsWith(`${part}.`)) : part in was || part in wrong;
        // What was typed since is not saved yet.
        if (taken && typed.get(name) === at) typed.delete(name);
    }
    rememberWrong(wrong);
    for (const [part, mark] of Object.entries(was)) if (!(part in now) || fill(part, now[part], sent)) remember(part, mark);
    tell(problems);
    showOnly(left);
    const told = Object.entries(elsewhere).filter(([key]) => itemOf(key));
    for (const [key, what] of told) note(itemOf(key), what);
    for (const [key] of told) news.add(key);
    for (const item of items()) if (kept.has(item.dataset.item) || dirty(item).length) store(item);
    if (waiting()) plan(pause());
    else sayWhatIsSaved(message, problems);
    return told.length ? "news" : "saved";
};

/** Only once nothing is on its way or left to send: until then the sign goes on saying that it saves. */
const sayWhatIsSaved = (message, problems) => {
    const refused = Object.keys(problems).length > 0;
    // What the server neither took nor refused it does not ask.
    if (items().some((item) => dirty(item).length > 0 && !(item.dataset.item in problems))) return failed(form.dataset.outdated, "reload");
    alarmed = false;
    showLink();
    const saved = refused ? `${message}. ${form.dataset.partly.replace("{0}", Object.keys(problems).map((key) => words(itemOf(key)?.querySelector(".item__text"))).join(" · "))}` : message;
    const where = [...news].map((key) => words(itemOf(key).querySelector(".item__text"))).join(" · ");
    news.clear();
    return say(where ? `${saved}. ${form.dataset.elsewhere.replace("{0}", where)}` : saved, refused ? "failed" : "");
};

const waiting = () => [...typed].some(([name, at]) => tried.get(name) !== at);

/** How long until whoever types has paused. */
const pause = () => Math.max(0, Math.max(...typed.values()) + 1500 - Date.now());

const snapshot = () => ({ fields: [...new FormData(form)], typed: Object.fromEntries(typed) });

const post = (sent, limit) => {
    const body = new URLSearchParams([...sent.fields, ...ages(sent.typed)]).toString();
    return fetch(action, {
        method: "POST", body, redirect: "manual", signal: limit, keepalive: body.length < 60000,
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
    });
};

const send = async () => {
    if (over) return "failed";
    const sent = (unanswered ??= snapshot());
    busy();
    try {
        const answer = await post(sent, AbortSignal.timeout(20000));
        if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
        unanswered = null;
        wait = 2000;
        if (answer.status === 409) return end((await answer.json()).message);
        if (answer.status === 401 || answer.type === "opaqueredirect") return failed(form.dataset.expired);
        if (!answer.ok) return failed(form.dataset.outdated, "reload");
        return apply(await answer.json(), sent);
    } catch {
        wait = Math.min(wait * 2, 60000);
        plan(wait);
        return failed(form.dataset.unsaved);
    }
};

const save = () => {
    clearTimeout(timer);
    return (running ??= send().finally(() => { running = null; }));
};

/** Nothing is sent beside a save on its way: its end plans what follows, after a failure with a pause that grows. */
const plan = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
};

/** Whatever is different in an item since it was last looked at: a script may have changed more than the field that says so. */
const look = (item, found) => {
    for (const name of namesIn(item)) {
        const now = standing(name);
        if (seen.get(name) !== now) found(name);
        seen.set(name, now);
    }
};

const changed = (event, delay) => {
    const item = event.target.closest("[data-item]");
    if (!item) return;
    look(item, (name) => typed.set(name, Date.now()));
    if (dirty(item).length === 0) return;
    store(item);
    // A word on what was changed elsewhere is over once it is changed here; what can be copied from it stays.
    item.querySelector(".note:has([data-said][hidden])")?.remove();
    if (over) return end(bar.querySelector("[role=status]").textContent);
    if (!alarmed) busy();
    plan(delay);
};

const begin = () => {
    bar.classList.add("saved--live");
    form.addEventListener("change", (event) => changed(event, 150));
    // A long text is not lost with a closed laptop: a pause in typing is enough.
    form.addEventListener("input", (event) => {
        if (!isMark(event.target) && event.target.type !== "select-one") changed(event, 1500);
    });
    // Whatever is unsaved is saved first: then the page that follows, and one that cannot follow, lose nothing.
    form.addEventListener("submit", async (event) => {
        if (leaving || (!waiting() && !running)) return;
        event.preventDefault();
        if ((await running) === "news") return;
        while (waiting()) if ((await save()) !== "saved") return;
        leaving = true;
        form.requestSubmit(event.submitter);
    });
    addEventListener("online", () => waiting() && plan(0));
    // Without a connection the browser might hold back what a closing page sends and deliver it late, over an answer of another device. It stays kept here.
    document.addEventListener("visibilitychange", () => navigator.onLine && waiting() && save());
    addEventListener("pagehide", () => {
        if (navigator.onLine && waiting() && !leaving && !over) post(snapshot()).catch(() => {});
    });
    restore();
    for (const item of items()) look(item, () => {});
};

if (form) begin();
