// Asks for a reason as soon as an answer outside the middle half is chosen. Without it, the page asks when it is shown again.
(() => {
    const english = document.documentElement.lang === "en";

    /** The number in a field as people type it in the language of the page; null for none. */
    const read = (typed) => {
        const text = typed.replace(/\s/g, "").replace("−", "-");
        const plain = /^[-+]?\d+(\.\d+)?$/.test(text) && !(!english && /^[-+]?\d{1,3}(\.\d{3})+$/.test(text)) ? text
            : english ? text.replaceAll(",", "") : text.replaceAll(".", "").replace(",", ".");
        return /^[-+]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
    };

    for (const box of document.querySelectorAll("[data-middle][data-ask]")) {
        const item = box.closest("[data-item]");
        const middle = Object.entries(JSON.parse(box.dataset.middle));
        const [question, fold] = [box.querySelector("[role=status]"), box.querySelector("details")];
        let timer = 0;
        let opened = false;

        const outside = () => middle.some(([key, [low, high]]) => {
            const name = `[name="a.${CSS.escape(key)}"]`;
            const field = item.querySelector(`input[type=radio]${name}:checked, input[type=text]${name}`);
            const answer = field ? read(field.value) : null;
            return answer !== null && (answer < low || answer > high);
        });
        const written = () => [...fold.querySelectorAll("textarea")].some((text) => text.value.trim() !== "");

        const look = () => {
            const ask = outside();
            if (ask === (question.textContent !== "")) return;
            question.textContent = ask ? box.dataset.question : "";
            // Whoever closed it has said no, and whoever writes is not interrupted.
            if (ask && !opened) opened = fold.open = true;
            else if (!ask && !written() && !fold.contains(document.activeElement)) opened = fold.open = false;
        };

        fold.addEventListener("toggle", () => {
            if (!fold.open && question.textContent !== "") opened = true;
        });
        item.addEventListener("change", (event) => {
            if (box.contains(event.target)) return;
            // With the arrow keys one passes over points that are not meant.
            clearTimeout(timer);
            timer = setTimeout(look, 400);
        });
    }
})();
