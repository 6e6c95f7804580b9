// Tells how far a PDF or a long step is without loading the page again. Without it, the page loads itself.
import { leaving } from "./weggehen.js";

const box = document.querySelector("[data-print]");
const [told, bar, count] = ["[data-told]", "progress", "[data-count]"].map((part) => box.querySelector(part));

const look = async () => {
    const answer = await fetch(box.dataset.print, { headers: { Accept: "application/json" }, redirect: "error", cache: "no-store" });
    // What else there is to say, the page says.
    const { state, done, of, text, told: counted } = answer.ok ? await answer.json() : {};
    if (state !== "Waiting") {
        if (leaving()) setTimeout(patient, 1000);
        else location.replace(box.dataset.print);
        return;
    }
    // Of some one knows only that they are under way.
    if (of > 0) bar.max = of;
    if (done > 0) bar.value = done;
    if (count) count.textContent = counted;
    // Only what is new is read out.
    if (told.textContent !== text) told.textContent = text;
    setTimeout(patient, 1000);
};

// A connection that is gone for a moment is no reason to give up.
const patient = () => look().catch(() => setTimeout(patient, 3000));

setTimeout(patient, 500);
