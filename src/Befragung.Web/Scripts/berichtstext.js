// Shows beside a text how it will look while one types, keeps it as a draft when one leaves its field, and puts placeholders where one writes.
// Without it there are buttons for both, and placeholders are copied.
import { send, show } from "./erneuern.js";

const Pause = 700;
const form = document.querySelector("form.report-texts");
const stand = document.getElementById("entwurf-stand");
let timer = 0;
let newest = 0;
let last = null;

const fields = () => new FormData(form);

const preview = async () => {
    const mine = ++newest;
    try {
        const { status, page } = await send(form.dataset.preview, fields());
        if (status !== 200 || mine !== newest) return;
        for (const made of page.querySelectorAll(".text-preview")) document.getElementById(made.id)?.replaceChildren(...made.childNodes);
    } catch {
        // The next one will do.
    }
};

const keep = async () => {
    const typed = fields();
    try {
        const { status, page } = await send(form.dataset.draft, typed);
        if (status === 409) {
            show(page);
            return;
        }
        if (status !== 200) throw new Error(String(status));
        // What is a draft now is what the next one begins from.
        for (const hidden of page.querySelectorAll('input[name^="draft."]')) form.elements[hidden.name].value = hidden.value;
        stand.textContent = stand.dataset.kept;
    } catch {
        stand.textContent = stand.dataset.unkept;
    }
};

form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(preview, Pause);
});
let keeping = Promise.resolve();
let kept = new URLSearchParams(fields()).toString();
// What was put in by a button is no change that the field would tell of.
form.addEventListener("focusout", () => {
    const now = new URLSearchParams(fields()).toString();
    if (now === kept) return;
    kept = now;
    keeping = keeping.then(keep);
});
form.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea")) last = event.target;
});

const list = document.querySelector("[data-numbers]");

const offer = async () => {
    let made;
    try {
        const answer = await fetch(list.dataset.numbers, { headers: { Accept: "text/html" } });
        made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".numbers-list");
    } catch {
        // The link leads there.
    }
    if (!made) return;
    for (const name of made.querySelectorAll("code")) {
        const button = list.querySelector("template").content.firstElementChild.cloneNode(true);
        button.setAttribute("aria-label", `${button.textContent}: ${name.textContent}`);
        button.addEventListener("click", () => {
            const field = last ?? form.querySelector("textarea");
            field.setRangeText(name.textContent, field.selectionStart, field.selectionEnd, "end");
            field.dispatchEvent(new Event("input", { bubbles: true }));
            field.focus();
        });
        name.after(" ", button);
    }
    list.append(made);
};

list?.addEventListener("toggle", offer, { once: true });
