// Makes a ranking a list that one taps together: what is tapped goes to the next free rank, arrows and digits move it, the others make room. So no rank can be given twice. It only fills in the
// fields that are there without it, and says that they changed; saving is not its affair.

/** What stands in braces, filled in. */
const words = (text, value) => text.replaceAll("{0}", value);
const made = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
};

/**
 * @param {HTMLElement} list The list of options, each with its field.
 * @param {(text: string) => void} tell Says something to those who do not see it.
 * @param {(field: HTMLElement) => void} changed Says that a field changed.
 */
export const ranking = (list, tell, changed) => {
    const most = Number(list.dataset.ranks);
    const said = list.dataset;
    const item = list.closest("[data-item]");
    const rows = [...list.children].map((row) => ({ row, select: row.querySelector("select"), name: row.querySelector("label").textContent.trim() }));

    const head = made("p", { className: "ranks__head", id: `${item.id}-reihe`, textContent: said.own });
    const own = made("ol", { className: "ranks ranks--own" });
    own.setAttribute("aria-labelledby", head.id);
    const restHead = made("p", { className: "ranks__head", id: `${item.id}-wahl`, textContent: said.rest });
    list.setAttribute("aria-labelledby", restHead.id);
    const full = made("p", { className: "item__note", textContent: said.full, hidden: true });
    list.before(made("p", { className: "item__note", textContent: said.how }), made("p", { className: "item__note ranks__keys", textContent: said.keys }), head, own, restHead, full);
    const slots = Array.from({ length: most }, (_, index) => made("li", { className: "rank rank--free" }, made("span", { className: "rank__number", textContent: `${index + 1}.` }), made("span", { textContent: said.slot })));

    const rankOf = (one) => Number(one.select.value);
    const ranked = () => rows.filter((one) => rankOf(one) > 0).sort((one, other) => rankOf(one) - rankOf(other));
    /** The first rank that nothing has, or none. Where somebody gave ranks without a script, it may lie between others. */
    const free = () => slots.findIndex((_, index) => !rows.some((one) => rankOf(one) === index + 1)) + 1;

    const arrange = (place, wanted) => {
        // What is moved loses the focus, so nothing is moved for nothing.
        if (wanted.length !== place.children.length || wanted.some((row, index) => place.children[index] !== row)) place.replaceChildren(...wanted);
    };
    const show = () => {
        const order = ranked();
        arrange(own, slots.flatMap((slot, index) => {
            const here = order.filter((one) => rankOf(one) === index + 1).map(({ row }) => row);
            return here.length > 0 ? here : [slot];
        }));
        const left = rows.filter((one) => !order.includes(one));
        arrange(list, left.map(({ row }) => row));
        const next = free();
        for (const one of rows) {
            const isRanked = order.includes(one);
            one.number.textContent = isRanked ? `${one.select.value}.` : "";
            one.take.hidden = isRanked;
            one.moves.hidden = !isRanked;
            one.take.setAttribute("aria-label", next ? `${one.name}: ${words(said.take, next)}` : one.name);
            one.take.setAttribute("aria-disabled", String(!next));
            one.up.setAttribute("aria-disabled", String(one === order[0]));
            one.down.setAttribute("aria-disabled", String(one === order.at(-1)));
        }
        restHead.hidden = left.length === 0;
        full.hidden = left.length === 0 || next > 0;
    };
    /** Gives the ranks as they are handed over, by option, and says where one of them went. */
    const give = (ranks, one) => {
        const before = rows.map(({ select }) => select.value);
        for (const { select } of rows) select.value = "";
        for (const [{ select }, rank] of ranks) select.value = String(rank);
        show();
        tell(`${one.name}: ${one.select.value ? words(said.ranked, one.select.value) : said.free}`);
        const moved = rows.find(({ select }, index) => select.value !== before[index]);
        if (moved) changed(moved.select);
    };
    /** Puts an option on a place of the order, from 0, or takes it out; whichever then stands behind the last rank has none. */
    const put = (one, place) => {
        const order = ranked().filter((other) => other !== one);
        if (place !== null) order.splice(Math.min(place, order.length), 0, one);
        give(order.slice(0, most).map((other, index) => [other, index + 1]), one);
    };
    const take = (one) => {
        const next = free();
        if (!next) return tell(said.full);
        const left = [...list.children];
        const behind = left[left.indexOf(one.row) + 1] ?? left[left.indexOf(one.row) - 1];
        give([...ranked().map((other) => [other, rankOf(other)]), [one, next]], one);
        // Whoever taps on goes on with what is left.
        (rows.find(({ row }) => row === behind)?.take ?? one.up).focus();
    };
    const move = (one, by, focus) => {
        const order = ranked();
        const place = order.indexOf(one) + by;
        if (place >= 0 && place < order.length) put(one, place);
        focus.focus();
    };

    for (const one of rows) {
        one.number = made("span", { className: "rank__number" });
        one.take = made("button", { type: "button", className: "rank__take", textContent: one.name });
        one.take.addEventListener("click", () => take(one));
        const button = (name, sign, act) => {
            const element = made("button", { type: "button", textContent: sign });
            element.setAttribute("aria-label", `${one.name}: ${said[name]}`);
            element.addEventListener("click", () => act(element));
            return element;
        };
        one.up = button("up", "↑", (element) => move(one, -1, element));
        one.down = button("down", "↓", (element) => move(one, 1, element));
        one.out = button("out", "✕", () => {
            put(one, null);
            one.take.focus();
        });
        one.moves = made("div", { className: "rank__move" }, one.up, one.down, one.out);
        one.row.prepend(one.number);
        one.row.append(one.take, one.moves);
        one.row.addEventListener("keydown", (event) => {
            if (event.ctrlKey || event.metaKey || event.altKey || !event.target.matches("button")) return;
            const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
            if (by && rankOf(one)) move(one, by, event.target);
            else if (/^[0-9]$/.test(event.key) && Number(event.key) <= most) {
                put(one, event.key === "0" ? null : Number(event.key) - 1);
                (rankOf(one) ? one.up : one.take).focus();
            } else return;
            event.preventDefault();
        });
    }
    list.classList.add("ranks--rest");
    // Ranks of another device, kept ones, or none any more.
    item.addEventListener("filled", show);
    item.addEventListener("change", show);
    show();
};
