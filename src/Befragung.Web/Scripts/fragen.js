// Makes single questions handier: keeps an earlier answer, takes one back, orders a ranking, counts and shares out points, unticks what an answer rules out. It only fills in fields and says that they changed;
// saving is not its affair. Without it everything works by the fields alone.
import { ranking } from "./rangfolge.js";

(() => {
    const form = document.querySelector("form.sheet");
    if (!form) return;
    const words = (text, ...values) => values.reduce((said, value, index) => said.replaceAll(`{${index}}`, value), text);
    const fieldsOf = (key) => [...form.elements].filter((field) => field.name === `a.${key}`);
    const changed = (field) => field.dispatchEvent(new Event("change", { bubbles: true }));
    const news = Object.assign(document.createElement("p"), { className: "kern-sr-only" });
    news.setAttribute("role", "status");
    form.append(news);
    const tell = (text) => { news.textContent = text; };
    // The field of a rank is out of sight: its buttons stand for it.
    const focusOn = (field) => (field?.checkVisibility() ? field : field?.closest(".rank")?.querySelector("button:not([hidden] *):not([hidden])"))?.focus();

    const fill = (key, value) => {
        const fields = fieldsOf(key);
        for (const field of fields)
            if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
            else field.value = value;
        return fields;
    };

    // "Ich bleibe bei …": fills in what stands on the button, which is gone once there is an answer. A mark goes along that says so, until somebody changes the answer.
    const isAnswer = (field) => /^(a|none)\./.test(field.name ?? "") && !field.name.includes(".:");
    for (const button of form.querySelectorAll("button[name=keep][data-earlier]")) {
        const item = button.closest("[data-item]");
        let keeping = false;
        button.addEventListener("click", (event) => {
            event.preventDefault();
            keeping = true;
            // Whatever was typed and is no answer goes.
            for (const field of [...item.querySelectorAll("[name]")].filter(isAnswer))
                if (field.type === "radio" || field.type === "checkbox") field.checked = false;
                else field.value = "";
            const earlier = JSON.parse(button.dataset.earlier);
            const filled = earlier.flatMap(([key, value]) => fill(key, value));
            const none = form.elements[`none.${item.dataset.item}`];
            if (none) none.checked = earlier.some(([, value]) => value === "");
            item.append(Object.assign(document.createElement("input"), { type: "hidden", name: `kept.${item.dataset.item}`, value: "1" }));
            tell(button.dataset.done);
            const first = filled.find((field) => field.checked) ?? filled[0];
            if (first) changed(first);
            focusOn(first);
            keeping = false;
        });
        const touched = (event) => {
            if (!isAnswer(event.target)) return;
            if (!keeping) item.querySelector("[name^='kept.']")?.remove();
            button.remove();
        };
        item.addEventListener("change", touched);
        item.addEventListener("input", touched);
    }

    // "Bei meinen übrigen 3 Antworten bleiben" says how many these are, and is gone when there are none.
    const all = form.querySelector("[data-keepall]");
    const keepable = all ? all.dataset.items.split(" ").map((key) => form.querySelector(`[data-item="${key}"]`)).filter(Boolean) : [];
    const count = () => {
        const open = keepable.filter((item) => !item.hidden && ![...item.querySelectorAll("[name]")].some((field) => isAnswer(field)
            && (field.type === "radio" || field.type === "checkbox" ? field.checked : field.value.trim() !== ""))).length;
        // Its being hidden is watched, too.
        if (all.hidden !== (open === 0)) all.hidden = open === 0;
        all.querySelector("[data-words]").textContent = open === 1 ? all.dataset.one : all.dataset.many.replace("2", String(open));
    };
    if (all) {
        count();
        for (const kind of ["change", "input"]) form.addEventListener(kind, count);
        // Answers may bring up questions, or take them away.
        new MutationObserver(count).observe(form, { attributes: true, attributeFilter: ["hidden"], subtree: true });
    }

    // "Antwort zurücknehmen": empties all fields of the answer, and is there only where something stands in them.
    for (const button of form.querySelectorAll("button[name=takeback]")) {
        const item = button.closest("[data-item]");
        const isMark = (field) => field.type === "radio" || field.type === "checkbox";
        const fields = [...item.querySelectorAll("[name^='a.'], [name^='none.']")].filter((field) => !field.name.includes(":"));
        const backOf = (field) => `back.${field.name.slice(2)}`;
        const look = () => {
            button.hidden = !fields.some((field) => (isMark(field) ? field.checked : field.value.trim() !== ""));
            for (const field of fields) if (field.type === "radio" && field.checked) form.elements[backOf(field)]?.remove();
        };
        button.addEventListener("click", (event) => {
            event.preventDefault();
            for (const field of fields)
                if (isMark(field)) field.checked = false;
                else field.value = "";
            // Of a scale in which nothing is chosen, browsers send nothing.
            for (const field of fields)
                if (field.type === "radio" && !form.elements[backOf(field)])
                    item.append(Object.assign(document.createElement("input"), { type: "hidden", name: backOf(field), value: "1" }));
            changed(fields[0]);
            focusOn(fields[0]);
            tell(button.dataset.done);
        });
        for (const kind of ["change", "input"]) item.addEventListener(kind, look);
    }

    for (const list of form.querySelectorAll("[data-ranks]")) ranking(list, tell, changed);

    // Answers that stand alone ("keines davon", "keine Angabe"): whoever ticks one unticks the others, and the other way round. Words of one's own are never taken away.
    const alone = (box) => box.closest(".point--alone, .point--none") !== null;
    for (const item of form.querySelectorAll("[data-item]:has(:is(.point--alone, .point--none) [type=checkbox])")) {
        const boxes = [...item.querySelectorAll("[type=checkbox]")].filter((box) => /^(a|none)\.[^:]*$/.test(box.name));
        const untick = (which) => { for (const box of which) box.checked = false; };
        item.addEventListener("change", (event) => {
            // What a script fills in is an answer that was whole already.
            if (!event.isTrusted || !boxes.includes(event.target) || !event.target.checked) return;
            untick(boxes.filter((box) => box !== event.target && (alone(event.target) || alone(box))));
        });
        item.querySelector(".point--own input")?.addEventListener("input", (event) => {
            if (event.target.value.trim()) untick(boxes.filter(alone));
        });
    }

    // Points: what is left is said while one types, once one pauses; and can be shared out among the fields that are still empty.
    for (const rest of form.querySelectorAll("[data-total]")) {
        const item = rest.closest("[data-item]");
        const fields = [...item.querySelectorAll("input.number__field")];
        const total = Number(rest.dataset.total);
        const share = Object.assign(document.createElement("button"), { type: "button", className: "plain rest__share", textContent: rest.dataset.share });
        fields.at(-1).closest(".ranks").after(share);
        let timer = 0;
        const empty = () => fields.filter((field) => field.value.trim() === "");
        const left = () => fields.reduce((so, { value }) => so - (/^\d{1,6}$/.test(value.trim()) ? Number(value) : 0), total);
        const count = () => {
            const still = left();
            const state = empty().length === fields.length || still > 0 ? "left" : still < 0 ? "over" : "done";
            const text = words(rest.dataset[state], Math.abs(still), total);
            if (rest.textContent !== text) rest.textContent = text;
            for (const one of ["over", "done"]) rest.classList.toggle(`rest--${one}`, state === one);
            share.hidden = empty().length === 0 || still < empty().length;
        };
        share.addEventListener("click", () => {
            const open = empty();
            // What cannot be divided is left to whoever answers: a program has no favourite.
            const each = Math.floor(left() / open.length);
            for (const field of open) field.value = String(each);
            changed(open[0]);
            open[0].focus();
        });
        item.addEventListener("input", () => {
            clearTimeout(timer);
            timer = setTimeout(count, 400);
        });
        item.addEventListener("change", count);
        count();
    }
})();
