// The queue of reasons: fields open in their card without the page coming again, and keys. Those are silent while one types, and can be switched off (WCAG 2.1.4).
// Without this script, everything is there as buttons.
(() => {
    const help = document.querySelector("[data-keys]");
    if (!help) return;
    const cards = [...document.querySelectorAll("[data-reason]")];
    const on = help.querySelector("input");
    const remembered = "befragung.tasten";
    help.hidden = false;
    on.checked = sessionStorage.getItem(remembered) !== "aus";
    on.addEventListener("change", () => sessionStorage.setItem(remembered, on.checked ? "an" : "aus"));

    const steps = { kuerzen: "kurz", zurueckhalten: "zurueck" };
    const buttonOf = (card, name) => card?.querySelector(`button[form=oeffnen][name=${name}]`);
    const formOf = (card, name) => card.querySelector(`[data-words=${steps[name]}]`);
    const tell = (card) => {
        for (const name in steps) buttonOf(card, name).setAttribute("aria-expanded", String(formOf(card, name)?.hidden === false));
    };
    // What was typed stays where it is.
    const shut = (card) => {
        for (const form of card.querySelectorAll("[data-words]")) form.hidden = true;
        tell(card);
    };
    const make = (card, button) => {
        const step = steps[button.name];
        const form = document.querySelector(`template[data-step=${step}]`).content.firstElementChild.cloneNode(true);
        form.querySelector("[name=mark]").value = button.value;
        const field = form.querySelector("[name=text]");
        field.id = `${step}-${card.id.slice(2)}`;
        form.querySelector("label").htmlFor = field.id;
        const written = step === "kurz" ? [...card.querySelectorAll(".said")].at(-1) : card.querySelector("[data-because]");
        field.value = written?.textContent ?? "";
        card.append(form);
        return form;
    };
    const show = (card, name) => {
        const button = buttonOf(card, name);
        if (!button) return;
        const form = formOf(card, name) ?? make(card, button);
        shut(card);
        form.hidden = false;
        tell(card);
        const field = form.querySelector("[name=text]");
        field.focus();
        if (field.matches("textarea")) field.setSelectionRange(field.value.length, field.value.length);
    };
    for (const card of cards.filter((one) => buttonOf(one, "kuerzen"))) {
        tell(card);
        for (const name in steps)
            buttonOf(card, name).addEventListener("click", (event) => {
                event.preventDefault();
                if (formOf(card, name)?.hidden === false) shut(card);
                else show(card, name);
            });
    }

    const current = () => document.activeElement?.closest("[data-reason]") ?? null;
    const go = (step) => {
        const place = cards.indexOf(current());
        const card = cards[place < 0 ? 0 : Math.min(Math.max(place + step, 0), cards.length - 1)];
        card.focus();
        card.scrollIntoView({ block: "nearest" });
    };
    const keys = {
        j: () => go(1),
        k: () => go(-1),
        f: () => current()?.querySelector("[data-release]")?.click(),
        g: () => show(current(), "kuerzen"),
        z: () => show(current(), "zurueckhalten"),
    };

    addEventListener("keydown", (event) => {
        if (!on.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
        if (event.target.matches("input, textarea, select")) {
            const card = event.key === "Escape" ? event.target.closest("[data-words]")?.closest("[data-reason]") : null;
            if (!card) return;
            shut(card);
            card.focus();
            return;
        }
        const act = keys[event.key.toLowerCase()];
        if (!act || event.repeat) return;
        event.preventDefault();
        act();
    });
})();
