// Keys for the queue of reasons. Silent while one types, and they can be switched off (WCAG 2.1.4). Without them, everything is there as buttons.
(() => {
    const help = document.querySelector("[data-keys]");
    if (!help) return;
    const cards = [...document.querySelectorAll("[data-reason]")];
    const on = help.querySelector("input");
    const remembered = "befragung.tasten";
    help.hidden = false;
    on.checked = sessionStorage.getItem(remembered) !== "aus";
    on.addEventListener("change", () => sessionStorage.setItem(remembered, on.checked ? "an" : "aus"));

    const current = () => document.activeElement?.closest("[data-reason]") ?? null;
    const go = (step) => {
        const place = cards.indexOf(current());
        const card = cards[place < 0 ? 0 : Math.min(Math.max(place + step, 0), cards.length - 1)];
        card.focus();
        card.scrollIntoView({ block: "nearest" });
    };
    const open = (step) => {
        const details = current()?.querySelector(`[data-step=${step}]`);
        if (!details) return;
        details.open = true;
        const field = details.querySelector("textarea, input[type=text]");
        field.focus();
        if (field.matches("textarea")) field.setSelectionRange(field.value.length, field.value.length);
    };
    const keys = {
        j: () => go(1),
        k: () => go(-1),
        f: () => current()?.querySelector("[data-release]")?.click(),
        g: () => open("kurz"),
        z: () => open("zurueck"),
    };

    addEventListener("keydown", (event) => {
        if (!on.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
        if (event.target.matches("input, textarea, select")) {
            const details = event.key === "Escape" ? event.target.closest("[data-reason] details") : null;
            if (!details) return;
            details.open = false;
            details.closest("[data-reason]").focus();
            return;
        }
        const act = keys[event.key.toLowerCase()];
        if (!act || event.repeat) return;
        event.preventDefault();
        act();
    });
})();
