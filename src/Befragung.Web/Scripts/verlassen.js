// Takes along what this browser keeps of the expert who leaves. What is not saved is lost then, so that is asked first.
import { entries, forget } from "./entwurf.js";

const form = document.querySelector("form[data-leave]");

form.addEventListener("submit", (event) => {
    const kept = entries(form.dataset.expert);
    if (kept.length > 0 && !confirm(form.dataset.unsaved)) {
        event.preventDefault();
        return;
    }
    for (const entry of kept) forget(entry.key, entry.at);
});
