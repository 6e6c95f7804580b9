// Saves a section as one goes along: on every change, and on leaving a text. Without it the page works the same, saving on going on.
(() => {
    const form = document.querySelector("form.sheet");
    if (!form) return;
    const status = form.querySelector("[data-saved]");
    const action = new URL("?handler=Merken", location.href);
    let timer = 0;
    let saving = false;
    let again = false;
    let wait = 2000;

    const say = (text, failed) => {
        status.textContent = text;
        status.classList.toggle("saved--failed", Boolean(failed));
    };

    const remember = (key, mark) => {
        let was = form.querySelector(`input[name="was.${CSS.escape(key)}"]`);
        if (mark === null) return was?.remove();
        if (!was) {
            was = Object.assign(document.createElement("input"), { type: "hidden", name: `was.${key}` });
            form.append(was);
        }
        was.value = mark;
    };

    const tell = (problems) => {
        for (const item of form.querySelectorAll("[data-item]")) {
            const place = item.querySelector("[data-problem]");
            if (!place) continue;
            const text = problems[item.dataset.item] ?? "";
            if (place.textContent !== text) place.textContent = text;
            place.hidden = text === "";
        }
    };

    const save = async () => {
        if (saving) {
            again = true;
            return;
        }
        saving = true;
        again = false;
        say(form.dataset.saving);
        try {
            const answer = await fetch(action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
            if (answer.status === 409) {
                say((await answer.json()).message, true);
                return;
            }
            if (!answer.ok) throw new Error(String(answer.status));
            const { message, problems, was } = await answer.json();
            for (const [key, mark] of Object.entries(was)) remember(key, mark);
            tell(problems);
            say(Object.keys(problems).length ? "" : message);
            wait = 2000;
        } catch {
            say(form.dataset.unsaved, true);
            wait = Math.min(wait * 2, 60000);
            plan(wait);
        } finally {
            saving = false;
            if (again) plan(0);
        }
    };

    const plan = (delay) => {
        clearTimeout(timer);
        timer = setTimeout(save, delay);
    };

    form.addEventListener("change", () => plan(150));
    // A long text is not lost with a closed laptop: a pause in typing is enough.
    form.addEventListener("input", (event) => {
        if (event.target.matches("textarea, input[type=text]")) plan(1500);
    });
    addEventListener("online", () => plan(0));
    form.addEventListener("submit", () => clearTimeout(timer));
})();
