// The sign that says whether what was typed is saved. It says so only while nothing newer is unsaved; that is the affair of whoever uses it.

export const signOf = (bar) => ({
    say(text, state = "") {
        const said = bar.querySelector("[role=status]");
        // Said only when it is something new: a voice that repeats itself is no help.
        if (said.textContent !== text) said.textContent = text;
        bar.classList.toggle("saved--busy", state === "busy");
        bar.classList.toggle("saved--failed", state === "failed");
    },
    busy() {
        bar.classList.add("saved--busy");
    },
    /** Shows one of its links, or none. */
    showLink(which) {
        for (const link of bar.querySelectorAll("a")) link.hidden = !(which in link.dataset);
    },
});
