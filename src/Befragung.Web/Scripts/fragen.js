// Makes single questions handier: keeps an earlier answer, takes one back, orders a ranking, counts points, unticks what an answer rules out. It only fills in fields and says that they changed; saving is not
// its affair. Without it everything works by the fields alone.
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
            first?.focus();
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
            fields[0].focus();
            changed(fields[0]);
            tell(button.dataset.done);
        });
        for (const kind of ["change", "input"]) item.addEventListener(kind, look);
    }

    // A ranking: buttons and digits move an option, the others make room; the list shows the order.
    for (const list of form.querySelectorAll("[data-ranks]")) {
        const most = Number(list.dataset.ranks);
        const rows = [...list.children].map((row) => ({ row, select: row.querySelector("select"), name: row.querySelector("label").textContent.trim() }));
        const ranked = () => rows.filter(({ select }) => select.value !== "").sort((one, other) => one.select.value - other.select.value);

        const sort = () => {
            const order = ranked();
            const wanted = [...order, ...rows.filter((one) => !order.includes(one))].map(({ row }) => row);
            // What is moved loses the focus, so nothing is moved for nothing.
            if (wanted.some((row, index) => list.children[index] !== row)) list.append(...wanted);
        };
        const mark = () => {
            const order = ranked();
            for (const one of rows) {
                one.row.classList.toggle("rank--ranked", order.includes(one));
                one.up.setAttribute("aria-disabled", String(order.length === 0 ? false : one === order[0]));
                one.down.setAttribute("aria-disabled", String(!order.includes(one)));
            }
        };
        // Puts an option on a place of the order, from 0; beyond the last it has no rank.
        const put = (one, place, focus) => {
            const order = ranked().filter((other) => other !== one);
            if (place !== null) order.splice(Math.min(place, order.length), 0, one);
            const before = rows.map(({ select }) => select.value);
            for (const { select } of rows) select.value = "";
            order.slice(0, most).forEach(({ select }, index) => { select.value = String(index + 1); });
            sort();
            mark();
            focus.focus();
            tell(`${one.name}: ${one.select.value ? words(list.dataset.ranked, one.select.value) : list.dataset.free}`);
            const moved = rows.find(({ select }, index) => select.value !== before[index]);
            if (moved) changed(moved.select);
        };
        const move = (one, by, focus) => {
            const order = ranked();
            const now = order.indexOf(one);
            if (now < 0) { if (by < 0) put(one, Math.min(order.length, most - 1), focus); }
            else if (now + by >= order.length) put(one, null, focus);
            else if (now + by >= 0) put(one, now + by, focus);
        };

        for (const one of rows) {
            const buttons = document.createElement("div");
            buttons.className = "rank__move";
            for (const [name, sign, by] of [["up", "↑", -1], ["down", "↓", 1]]) {
                one[name] = Object.assign(document.createElement("button"), { type: "button", textContent: sign });
                one[name].setAttribute("aria-label", `${one.name}: ${list.dataset[name]}`);
                one[name].title = list.dataset.keys;
                one[name].addEventListener("click", () => move(one, by, one[name]));
                one[name].addEventListener("keydown", (event) => {
                    if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey || Number(event.key) > most) return;
                    event.preventDefault();
                    put(one, event.key === "0" ? null : Number(event.key) - 1, one[name]);
                });
                buttons.append(one[name]);
            }
            one.row.append(buttons);
        }
        list.classList.add("ranks--live");
        // While someone chooses from the lists, nothing moves under their hand; what a script fills in is put in order.
        list.addEventListener("change", (event) => {
            if (!event.isTrusted) sort();
            mark();
        });
        // Ranks of another device.
        list.addEventListener("filled", sort);
        sort();
        mark();
    }

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

    // Points: what is left is said while one types, once one pauses.
    for (const rest of form.querySelectorAll("[data-total]")) {
        const item = rest.closest("[data-item]");
        const total = Number(rest.dataset.total);
        let timer = 0;
        const count = () => {
            const given = [...item.querySelectorAll("input.number__field")].map((field) => field.value.trim());
            const sum = given.reduce((so, text) => so + (/^\d{1,6}$/.test(text) ? Number(text) : 0), 0);
            const state = given.every((text) => text === "") || sum < total ? "left" : sum > total ? "over" : "done";
            const text = state === "over" ? words(rest.dataset.over, sum - total, total) : words(rest.dataset[state], total - sum, total);
            if (rest.textContent !== text) rest.textContent = text;
            for (const one of ["over", "done"]) rest.classList.toggle(`rest--${one}`, state === one);
        };
        item.addEventListener("input", () => {
            clearTimeout(timer);
            timer = setTimeout(count, 400);
        });
        item.addEventListener("change", count);
        count();
    }
})();
