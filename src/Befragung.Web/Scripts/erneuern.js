// Sends a form in the background, by the same address as without a script, and turns the page into the one that was answered. What both have alike stays as it is, with the focus, the caret
// and whatever is folded open.
import { Idiomorph } from "idiomorph";

const Patience = 20000;

/**
 * Whoever is out of patience, or not connected, gets an error.
 * @param last Whether the page is about to close.
 */
export const send = async (action, fields, last = false) => {
    const body = new URLSearchParams(fields).toString();
    const answer = await fetch(action, {
        method: "POST", body, signal: AbortSignal.timeout(Patience), keepalive: last && body.length < 60000,
        headers: { Accept: "text/html", "Content-Type": "application/x-www-form-urlencoded" },
    });
    if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // What is said once to whoever has no script would move the page under the hands of everybody else.
    for (const one of page.querySelectorAll("[data-unscripted]")) one.remove();
    for (const one of page.querySelectorAll("[autofocus]")) one.removeAttribute("autofocus");
    return { status: answer.status, address: new URL(answer.url), page };
};

/** Shows another page in the place of this one. */
export const show = (page) => {
    document.title = page.title;
    Idiomorph.morph(document.querySelector("main"), page.querySelector("main"), {
        callbacks: {
            beforeNodeMorphed: (one) => !(one instanceof Element && one.matches("[data-own]")),
            beforeNodeRemoved: (one) => !(one instanceof Element && one.matches("[data-own]")),
            beforeAttributeUpdated: (name, one) => !(name === "open" && one.localName === "details"),
        },
    });
    document.dispatchEvent(new Event("renewed"));
};

/** The address shown, without what was only for once. */
export const stay = (address) => {
    const { search, pathname } = address;
    const kept = new URLSearchParams(search);
    kept.delete("gespeichert");
    kept.delete("geloescht");
    history.replaceState(history.state, "", pathname + (kept.size > 0 ? `?${kept}` : ""));
};
