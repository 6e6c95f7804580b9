// Keys for the presentation. Without this script its links do the same. A screen takes the place of the one before without a new page, because a new page would
// leave the full screen.
const read = "befragung.vorstellung.tasten";
const steps = { ArrowRight: "on", PageDown: "on", " ": "on", ArrowLeft: "back", PageUp: "back", Home: "first", End: "last" };

let on = sessionStorage.getItem(read) !== "aus";
let open = false;
let asked = 0;

const begin = () => {
    const help = document.querySelector("[data-keys]");
    if (!help) return;
    help.hidden = false;
    help.open = open;
    help.addEventListener("toggle", () => { open = help.open; });
    const box = help.querySelector("input");
    box.checked = on;
    box.addEventListener("change", () => {
        on = box.checked;
        sessionStorage.setItem(read, on ? "an" : "aus");
    });
};

const show = async (address, remember) => {
    const mine = ++asked;
    try {
        const reply = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" } });
        const page = new DOMParser().parseFromString(await reply.text(), "text/html");
        // Whatever is no screen, such as the question for the password, is a page of its own.
        if (!reply.ok || reply.redirected || !page.querySelector("[data-keys]")) throw new Error();
        if (mine !== asked) return;
        document.documentElement.lang = page.documentElement.lang;
        document.title = page.title;
        document.body.replaceChildren(...page.body.childNodes);
        if (remember) history.pushState(null, "", address);
        begin();
        scrollTo(0, 0);
        document.querySelector("h1").focus({ preventScroll: true });
    } catch {
        if (mine === asked) location.assign(address);
    }
};

const go = (step) => {
    const link = document.querySelector(`[data-go=${step}]`);
    if (link) show(link.href, true);
};

document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-go]");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link.href, true);
});

addEventListener("popstate", () => show(location.href, false));

document.addEventListener("keydown", (event) => {
    const help = document.querySelector("[data-keys]");
    if (!help || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape" && help.open) {
        help.open = false;
        return;
    }
    if (!on || event.repeat) return;
    // Whoever has gone to a link or a box by keyboard means that.
    const own = event.target.closest?.("a, summary, input");
    if (own && event.key === " ") return;
    if (event.key === "?") {
        help.open = !help.open;
    } else if (event.key.toLowerCase() === "f" && !event.shiftKey) {
        if (document.fullscreenElement) document.exitFullscreen();
        else document.documentElement.requestFullscreen?.().catch(() => {});
    } else if (steps[event.key] && !event.shiftKey) {
        go(steps[event.key]);
    } else {
        return;
    }
    event.preventDefault();
});

begin();
