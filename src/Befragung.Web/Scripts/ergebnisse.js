// Shows another choice of ratings, or another round, without loading the page anew. Everything is a page of its own without this, too.
const part = (name, within = document) => within.querySelector(`[data-${name}]`);
const form = document.querySelector("form[data-choose]");
const slider = part("slider");
let last = 0;

const show = async (address) => {
    const mine = ++last;
    const reply = await fetch(address).catch(() => null);
    if (mine !== last) return;
    if (!reply?.ok || reply.redirected) {
        location.assign(address);
        return;
    }
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    if (mine !== last) return;
    part("view").replaceChildren(...part("view", page).childNodes);
    if (part("said")) part("said").textContent = part("said", page).textContent;
    for (const link of document.querySelectorAll("nav a[hreflang]")) link.href = page.querySelector("nav a[hreflang]").href;
    document.title = page.title;
    history.replaceState(null, "", address);
};

if (form) {
    const chosen = () => {
        const said = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
        return `${form.getAttribute("action")}?${said}`;
    };
    form.addEventListener("change", () => show(chosen()));
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        show(chosen());
    });
}

if (slider) {
    const links = [...slider.querySelectorAll("a")];
    const label = document.createElement("label");
    const input = document.createElement("input");
    label.append(slider.dataset.slider, input);
    Object.assign(input, { type: "range", min: 0, max: links.length - 1, step: 1, value: links.findIndex((link) => link.ariaCurrent === "page") });
    const go = (place) => {
        links.forEach((link, index) => {
            if (index === place) link.setAttribute("aria-current", "page");
            else link.removeAttribute("aria-current");
        });
        input.value = place;
        input.setAttribute("aria-valuetext", links[place].textContent);
        show(links[place].getAttribute("href"));
    };
    input.setAttribute("aria-valuetext", links[input.value].textContent);
    input.addEventListener("input", () => go(Number(input.value)));
    links.forEach((link, index) =>
        link.addEventListener("click", (event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            go(index);
        }));
    slider.append(label);
}
