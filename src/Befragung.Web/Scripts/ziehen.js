// Lets things be dragged by their handle, with mouse, pen or finger. Whoever does not drag has buttons for the same.
const Edge = 60;
const Step = 12;

/**
 * @param {string} things What can be dragged.
 * @param {(moved: Element, under: Element) => Element | null} targetOf Before or behind which thing it would go where the pointer is.
 * @param {(moved: Element, target: Element, behind: boolean) => void} drop
 */
export const dragging = (things, targetOf, drop) => {
    document.body.classList.add("orders");
    document.addEventListener("pointerdown", (down) => {
        const handle = down.target.closest?.("[data-handle]");
        const moved = handle?.closest(things);
        if (!moved || down.button !== 0) return;
        down.preventDefault();
        handle.setPointerCapture(down.pointerId);
        moved.classList.add("dragged");
        let target = null;
        let behind = false;
        const mark = (to, after) => {
            target?.classList.remove("drop--before", "drop--behind");
            [target, behind] = [to, after];
            target?.classList.add(behind ? "drop--behind" : "drop--before");
        };
        const move = (event) => {
            if (event.clientY < Edge) scrollBy(0, -Step);
            else if (event.clientY > innerHeight - Edge) scrollBy(0, Step);
            const under = document.elementFromPoint(event.clientX, event.clientY);
            const to = under && targetOf(moved, under);
            if (!to || to === moved) return mark(null, false);
            const { top, height } = to.getBoundingClientRect();
            mark(to, event.clientY > top + height / 2);
        };
        const end = (dropped) => {
            stop.abort();
            moved.classList.remove("dragged");
            const [to, after] = [target, behind];
            mark(null, false);
            if (dropped && to) drop(moved, to, after);
        };
        const stop = new AbortController();
        const { signal } = stop;
        handle.addEventListener("pointermove", move, { signal });
        handle.addEventListener("pointerup", () => end(true), { signal });
        handle.addEventListener("pointercancel", () => end(false), { signal });
        addEventListener("keydown", (event) => event.key === "Escape" && end(false), { signal });
    });
};
