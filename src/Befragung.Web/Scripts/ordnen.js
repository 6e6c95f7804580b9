// Moves, copies and deletes on the overview of the questionnaire without loading it anew, by the same buttons as without a script; the focus goes along, and where something went is said.
// What it adds: the arrow keys with Alt, and dragging.
import { send, show, stay } from "./erneuern.js";
import { dragging } from "./ziehen.js";

const Things = "[data-moves]";
const place = document.querySelector("#neues");
const Token = "__RequestVerificationToken";

let queue = Promise.resolve();

const tell = (text) => { place.textContent = text; };
const ids = () => new Set([...document.querySelectorAll(Things)].map((one) => one.id));
const firstLink = (thing) => thing?.querySelector("a");

/** Sends a step; what is not as expected is left to the browser, which shows the page that says why. */
const step = async (action, form, then, otherwise) => {
    try {
        const answer = await send(action, [...new FormData(form)].filter(([name]) => name === Token || name === "fassung"));
        if (answer.status >= 400 || !answer.page.querySelector("#neues")) return otherwise();
        const before = ids();
        show(answer.page);
        stay(answer.address);
        then([...document.querySelectorAll(Things)].find((one) => !before.has(one.id)));
    } catch {
        otherwise();
    }
};

const moved = (id, focus) => {
    const thing = document.getElementById(id);
    (document.getElementById(focus) ?? firstLink(thing))?.focus({ preventScroll: true });
    thing?.scrollIntoView({ block: "nearest" });
    tell(thing?.dataset.place ?? "");
};

const press = (button) => {
    const { id, form } = button;
    const action = button.hasAttribute("formaction") ? button.formAction : form.action;
    const thing = button.closest(Things);
    const otherwise = () => {
        const again = document.getElementById(id) ?? button;
        again.dataset.plain = "";
        again.form?.requestSubmit(again);
    };
    const then = (fresh) => {
        if (button.matches("[data-up], [data-down]")) return moved(thing.id, id);
        const focus = fresh ? firstLink(fresh) : document.querySelector("[data-undo]");
        focus?.focus();
        tell(fresh?.dataset.place ?? document.querySelector("[data-undo]")?.dataset.undo ?? "");
    };
    queue = queue.then(() => step(action, form, then, otherwise));
};

const begin = () => {
    document.addEventListener("submit", (event) => {
        const button = event.submitter;
        if (!button?.matches("[data-step]") || "plain" in button.dataset) return;
        event.preventDefault();
        press(button);
    });
    document.addEventListener("keydown", (event) => {
        if (!event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, select, textarea")) return;
        const which = { ArrowUp: "[data-up]", ArrowDown: "[data-down]" }[event.key];
        const button = which && event.target.closest(Things)?.querySelector(which);
        if (!button) return;
        event.preventDefault();
        press(button);
    });
    const isSection = (thing) => thing.dataset.moves === "abschnitt";
    dragging(
        Things,
        // A section goes among sections, a question among questions, or into a section that has none.
        (thing, under) => {
            if (isSection(thing)) return under.closest("[data-moves=abschnitt]");
            const section = under.closest("[data-moves=abschnitt]");
            return under.closest("[data-moves=frage]") ?? (section?.querySelector("[data-moves=frage]") ? null : section);
        },
        (thing, target, behind) => {
            const among = [...document.querySelectorAll(isSection(thing) ? "[data-moves=abschnitt]" : `#${CSS.escape(target.closest("[data-moves=abschnitt]").id)} [data-moves=frage]`)].filter((one) => one !== thing);
            const index = isSection(target) && !isSection(thing) ? 0 : among.indexOf(target) + (behind ? 1 : 0);
            const action = new URL(location.pathname, location.href);
            action.searchParams.set("handler", "Schieben");
            if (!isSection(thing)) action.searchParams.set("frage", thing.dataset.key);
            action.searchParams.set("abschnitt", (isSection(thing) ? thing : target.closest("[data-moves=abschnitt]")).dataset.key);
            action.searchParams.set("platz", String(index));
            const form = thing.querySelector("form") ?? thing.closest("form");
            queue = queue.then(() => step(action, form, () => moved(thing.id), () => location.reload()));
        },
    );
};

if (place) begin();
