// The list of mentions: a step is sent without the page coming again, and there are keys. Those are silent while one types, and can be switched off (WCAG 2.1.4).
// Without this script, everything is there as fields and buttons.
(() => {
    const help = document.querySelector("[data-keys]");
    if (!help) return;
    const on = help.querySelector("input");
    const remembered = "befragung.tasten";
    const told = document.querySelector("[data-told]");
    help.hidden = false;
    on.checked = sessionStorage.getItem(remembered) !== "aus";
    on.addEventListener("change", () => sessionStorage.setItem(remembered, on.checked ? "an" : "aus"));

    const cards = () => [...document.querySelectorAll("[data-mention]")];
    const current = () => document.activeElement?.closest("[data-mention]") ?? null;
    const focus = (card) => {
        card.focus();
        card.scrollIntoView({ block: "nearest" });
    };
    const go = (step) => {
        const all = cards();
        const place = all.indexOf(current());
        if (all.length > 0) focus(all[place < 0 ? 0 : Math.min(Math.max(place + step, 0), all.length - 1)]);
    };

    // The answer is the page as it is now: of it the card is taken, and the list of codes, which may have grown.
    const send = async (form, button, card) => {
        const body = new URLSearchParams(new FormData(form, button));
        const typing = document.activeElement?.matches("[data-code]");
        card.setAttribute("aria-busy", "true");
        try {
            const answer = await fetch(button?.getAttribute("formaction") ?? form.action, { method: "POST", body });
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            const fresh = page.getElementById(card.id);
            if (!fresh) throw new Error(String(answer.status));
            card.replaceWith(fresh);
            document.getElementById("codes").replaceWith(page.getElementById("codes"));
            for (const counts of ["nav.filter", "[data-found]"]) document.querySelector(counts).replaceWith(page.querySelector(counts));
            const error = fresh.querySelector(".kern-error");
            told.textContent = answer.ok ? `${told.dataset.saved}: ${[...fresh.querySelectorAll(".code-mark")].map((one) => one.firstChild.textContent.trim()).join(", ")}` : (error?.textContent ?? told.dataset.failed);
            if (typing) fresh.querySelector("[data-code]")?.focus();
            else focus(fresh);
        } catch {
            told.textContent = told.dataset.failed;
            card.removeAttribute("aria-busy");
            told.classList.remove("kern-sr-only");
        }
    };

    document.addEventListener("submit", (event) => {
        const card = event.submitter?.closest("[data-mention]") ?? (event.target.closest("[data-mention]") || null);
        if (!card || event.target.method !== "post") return;
        event.preventDefault();
        if (card.getAttribute("aria-busy") !== "true") send(event.target, event.submitter, card);
    });

    const press = (selector) => current()?.querySelector(selector)?.click();
    const keys = {
        j: () => go(1),
        k: () => go(-1),
        c: () => current()?.querySelector("[data-code]")?.focus(),
        t: () => press("[data-cut]"),
        0: () => press("[data-none]"),
    };
    addEventListener("keydown", (event) => {
        if (!on.checked || event.altKey || event.metaKey || event.isComposing) return;
        if (event.target.matches("input:not([type=checkbox]), textarea, select")) {
            const card = event.target.closest("[data-mention]");
            if (!card) return;
            if (event.key === "Escape") focus(card);
            if (event.key === "Enter" && event.ctrlKey) {
                event.preventDefault();
                card.querySelector("[data-new]").click();
            }
            return;
        }
        const act = event.ctrlKey ? null : keys[event.key.toLowerCase()];
        if (!act || event.repeat) return;
        event.preventDefault();
        act();
    });
})();
