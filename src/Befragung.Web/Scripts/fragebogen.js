// Saves a form of the questionnaire as one goes along, by the same form that is sent without it. What is not saved yet is kept in this browser, and sent when the page is opened again.
import { entries, forget, keep, keyOf } from "./entwurf.js";
import { send, show, stay } from "./erneuern.js";
import { signOf } from "./schild.js";
import { dragging } from "./ziehen.js";

const Pause = 1500;
const Token = "__RequestVerificationToken";

const form = document.querySelector("form[data-draft]:not(:has(> fieldset.bare))");
const bar = form?.querySelector("[data-saved]");
const sign = bar && signOf(bar);
const words = bar?.dataset;

/** What the server has, as far as is known. */
let saved = "";
/** What was refused as it is: it waits for another change. */
let refused = "";
/** What was sent without an answer. It is sent again as it was before anything else: so it is known what the server has. */
let unanswered = null;
let running = null;
let timer = 0;
let wait = 2000;
/** When the entry in the browser was kept, and where: the key of a question can change. */
let kept = 0;
let keptAs = "";
let safe = true;
/** Nothing can be saved any more, or not without somebody who decides. */
let over = false;
let conflict = false;
let alarmed = false;
let leaving = false;
let byKey = false;

// ---- What stands in the form

const fieldsOf = (one) => [...new FormData(one)].filter(([name]) => name !== Token && name !== "seen" && name !== "dann");
const stateOf = (one) => JSON.stringify(fieldsOf(one));
const standing = () => stateOf(form);
const dirty = () => standing() !== saved;
const valuesOf = (fields, name) => fields.filter(([other]) => other === name).map(([, value]) => value).join("\n");
const isText = (field) => field.matches("textarea, input:not([type=radio], [type=checkbox], [type=hidden])");

/** What is only meant once it is left: a half typed number of points would take words away. */
const settles = (field) => field?.matches?.("[data-settle], [data-settle] *") && form.contains(field) && field.matches("input, select");
let settled = "";
const settling = () => {
    const field = document.activeElement;
    return settles(field) && (isText(field) || byKey) && field.value !== settled;
};

// ---- Rows: entries with a key, which change their places

const rowsOf = (one) => [...one.querySelectorAll("[data-row]")].map((row) => {
    const prefix = row.dataset.row;
    const names = [...row.querySelectorAll(`[name^="${prefix}name-"]`)];
    return { row, prefix, names, key: row.querySelector(`[name="${prefix}key"]`).value, list: prefix.slice(0, prefix.indexOf("-")) };
});
const textOf = ({ names }, fields) => names.map((field) => valuesOf(fields, field.name).trim()).join("\n");
const isEmpty = (text) => text.trim() === "";

/** Which row of the page that was answered is which of this one, by their prefixes. */
const followRows = (answered, sent) => {
    const now = rowsOf(form);
    const then = rowsOf(answered);
    const known = new Set(now.map((one) => one.key).filter(Boolean));
    const free = new Set(then);
    const ways = new Map();
    const pair = (one, other) => {
        if (!other) return;
        free.delete(other);
        ways.set(one.prefix, other.prefix);
    };
    const fields = fieldsOf(answered);
    for (const one of now) if (one.key) pair(one, then.find((other) => other.list === one.list && other.key === one.key));
    for (const one of now) if (!one.key && !isEmpty(textOf(one, sent))) pair(one, [...free].find((other) => other.list === one.list && other.key && !known.has(other.key) && textOf(other, fields) === textOf(one, sent)));
    // Whatever else is written in goes into a row that is still free.
    for (const one of now) if (!ways.has(one.prefix)) pair(one, [...free].find((other) => other.list === one.list && !other.key));
    return ways;
};

const follow = (ways, name) => {
    for (const [from, to] of ways) if (name?.startsWith(from)) return to + name.slice(from.length);
    return name;
};

// ---- The page that was answered

const fill = (one, name, values) => {
    for (const field of one.querySelectorAll(`[name="${CSS.escape(name)}"]`))
        if (field.matches("[type=radio], [type=checkbox]")) field.toggleAttribute("checked", values.includes(field.value));
        else if (field.matches("select")) for (const option of field.options) option.toggleAttribute("selected", values.includes(option.value));
        else if (field.matches("textarea")) field.textContent = values[0] ?? "";
        else field.setAttribute("value", values[0] ?? "");
};

/**
 * Takes over the page that was answered, and leaves what was typed since as it is.
 * @param sent What was sent.
 * @param base What stood in the form then.
 */
const take = ({ page }, sent, base) => {
    const answered = page.querySelector("form[data-draft]");
    const now = fieldsOf(form);
    const active = document.activeElement;
    const ways = followRows(answered, sent);
    const caret = isText(active) && active.selectionStart !== null ? [active.selectionStart, active.selectionEnd] : null;
    const wanted = form.contains(active) ? follow(ways, active.id) : null;
    const names = new Set([...form.querySelectorAll("[name]")].map((field) => field.name).filter((name) => name && name !== Token && name !== "seen" && !name.endsWith("-key") && !name.endsWith("-place")));
    const typed = [...names].filter((name) => valuesOf(now, name) !== valuesOf(base, name));
    const put = (name) => fill(answered, follow(ways, name), now.filter(([other]) => other === name).map(([, value]) => value));
    // A space at the end of a word that is not finished stays.
    if (form.contains(active) && isText(active) && !typed.includes(active.name) && !active.name.endsWith("-place")) put(active.name);
    const state = stateOf(answered);
    for (const name of typed) put(name);
    show(page);
    if (wanted) {
        const field = document.getElementById(wanted);
        if (field && document.activeElement !== field) {
            field.focus({ preventScroll: true });
            if (caret && isText(field)) field.setSelectionRange?.(...caret);
        }
    }
    return state;
};

// ---- What the page says

const failed = (text, link) => {
    alarmed = true;
    sign.showLink(link);
    sign.say(safe ? text : words.unkept, "failed");
    return false;
};

// ---- What is kept in the browser

const place = () => keyOf("fragebogen", words.who, form.dataset.draft);

const store = () => {
    // What was kept before is still on its way.
    if (unanswered?.base) return;
    if (!dirty() && !unanswered) return drop();
    if (keptAs !== place()) drop();
    kept = Date.now();
    keptAs = place();
    safe = keep(keptAs, { at: kept, seen: form.elements.seen.value, fields: fieldsOf(form) });
};

const drop = () => {
    if (kept) forget(keptAs, kept);
    kept = 0;
};

// ---- Saving

const post = (fields, seen, last) => send(location.pathname, [...fields, ["seen", seen], [Token, form.elements[Token].value]], last);

const attempt = async () => {
    const { fields, seen, base } = (unanswered ??= { fields: fieldsOf(form), seen: form.elements.seen.value });
    sign.busy();
    let answer;
    try {
        answer = await post(fields, seen);
    } catch {
        wait = Math.min(wait * 2, 60000);
        plan(wait);
        return failed(words.unsaved);
    }
    unanswered = null;
    wait = 2000;
    if (!answer.page.querySelector("form[data-draft]")) {
        // Signing in again, in another tab, is enough: the form is still here.
        if (answer.status < 400) return failed(words.expired);
        over = true;
        return failed(`${words.refused} ${answer.page.querySelector("main .lead")?.textContent.trim() ?? ""}`);
    }
    const state = take(answer, fields, base ?? fields);
    if (answer.status >= 400) {
        refused = state;
        store();
        if (answer.status === 400 && waiting()) plan(Pause);
        // What somebody else wrote is not written over by itself.
        conflict = answer.status === 409;
        return failed(words.refused, "toerrors");
    }
    saved = state;
    refused = "";
    conflict = false;
    stay(answer.address);
    store();
    if (dirty()) plan(Pause);
    else {
        alarmed = false;
        sign.showLink();
        sign.say(answer.page.querySelector("[data-saved] [role=status]").textContent);
    }
    return true;
};

const save = () => {
    clearTimeout(timer);
    return (running ??= attempt().finally(() => { running = null; }));
};

/** Whether something waits that can be saved without somebody who decides. */
const waiting = () => !over && !conflict && (unanswered !== null || (dirty() && standing() !== refused));

/** A row whose name is being written anew is not gone. */
const between = () => {
    const row = document.activeElement?.closest?.("[data-row]");
    const one = row && form.contains(row) && rowsOf(form).find((other) => other.row === row);
    return Boolean(one && one.key && one.names.every((field) => isEmpty(field.value)));
};

const plan = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
        // Asked again when that is left.
        if (waiting() && !settling() && !between()) save();
    }, delay);
};

const changed = (delay) => {
    if (!dirty() && !running && !unanswered) {
        clearTimeout(timer);
        drop();
        if (!alarmed) sign.say(bar.querySelector("[role=status]").textContent);
        return;
    }
    store();
    if (over || conflict) return;
    if (!alarmed) sign.busy();
    plan(delay);
};

/** Everything that can be saved is; false where something could not be. */
const finish = async () => {
    await running;
    while (waiting()) if (!(await save())) return false;
    return !dirty();
};

/** Goes on where somebody wanted to go, as soon as all is saved. */
const goOn = async (go) => {
    if (!(await finish())) return;
    leaving = true;
    go();
};

// ---- Moving rows: by the number of their place, as it is done without a script

const byKeyOf = (list, key) => rowsOf(form).find((one) => one.list === list && one.key === key);

/** @param placeOf Its new place, from 1, by the rows as they are then. */
const moveRow = async (row, placeOf) => {
    const { list, key } = rowsOf(form).find((one) => one.row === row) ?? {};
    if (!key || !(await finish())) return;
    const one = byKeyOf(list, key);
    const place = one && placeOf(one);
    const last = rowsOf(form).filter((other) => other.list === list && other.key).length;
    if (!place || place < 1 || place > last) return;
    form.elements[`${one.prefix}place`].value = String(place);
    if (await save()) document.getElementById("neues").textContent = byKeyOf(list, key)?.row.dataset.place ?? "";
};

const numberOf = ({ prefix }) => Number(form.elements[`${prefix}place`].value);

const beginRows = () => {
    form.addEventListener("click", ({ target }) => {
        const button = target.closest("[data-up], [data-down]");
        if (button) moveRow(button.closest("[data-row]"), (one) => numberOf(one) + ("up" in button.dataset ? -1 : 1));
    });
    form.addEventListener("keydown", (event) => {
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        const row = event.target.closest("[data-row]");
        if (!by || !row || !event.altKey || event.ctrlKey || event.metaKey || event.target.matches("select")) return;
        event.preventDefault();
        moveRow(row, (one) => numberOf(one) + by);
    });
    dragging("[data-row]", (_, under) => under.closest("[data-row]:has([data-handle])"), (row, target, behind) => {
        const other = rowsOf(form).find((one) => one.row === target);
        moveRow(row, (one) => {
            const to = numberOf(byKeyOf(other.list, other.key)) + (behind ? 1 : 0);
            return to > numberOf(one) ? to - 1 : to;
        });
    });
};

const begin = () => {
    bar.classList.add("saved--live");
    bar.dataset.own = "";
    saved = stateOf(form);
    addEventListener("keydown", () => { byKey = true; }, true);
    addEventListener("pointerdown", () => { byKey = false; }, true);
    form.addEventListener("focusin", ({ target }) => { settled = target.value; });
    form.addEventListener("input", ({ target }) => changed(isText(target) ? Pause : 150));
    form.addEventListener("change", () => changed(150));
    form.addEventListener("focusout", () => waiting() && plan(150));
    form.addEventListener("submit", async (event) => {
        if (over) leaving = true;
        if (leaving) return;
        event.preventDefault();
        const go = event.submitter?.name === "dann";
        conflict = false;
        refused = "";
        if (go) return goOn(() => form.requestSubmit(event.submitter));
        await running;
        if (await save()) return;
        document.getElementById("fehler")?.focus();
    });
    // A way to elsewhere first takes along what is not saved; what cannot be saved asks.
    document.addEventListener("click", (event) => {
        const link = event.target.closest?.("a[href]");
        if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.origin !== location.origin) return;
        if (link.pathname === location.pathname && link.hash) return;
        if (alarmed || !(waiting() || running)) return;
        event.preventDefault();
        goOn(() => link.click());
    });
    addEventListener("beforeunload", (event) => {
        if (!leaving && (dirty() || running)) event.preventDefault();
    });
    addEventListener("online", () => waiting() && plan(0));
    document.addEventListener("visibilitychange", () => document.hidden && navigator.onLine && waiting() && !settling() && !between() && save());
    addEventListener("pagehide", () => {
        if (navigator.onLine && waiting() && !leaving) post(fieldsOf(form), form.elements.seen.value, true).catch(() => {});
    });
    beginRows();
    const [entry] = entries("fragebogen", words.who).filter((one) => one.key === place());
    if (!entry) return;
    // It was made from what the page showed then: if somebody changed that since, both are shown.
    kept = entry.at;
    keptAs = entry.key;
    unanswered = { fields: entry.fields, seen: entry.seen, base: fieldsOf(form) };
    sign.busy();
    save();
};

if (form) begin();
