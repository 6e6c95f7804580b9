// Does a little work on the page of an open link, so that a person need not show to be one. Without it, or where it cannot, the page asks a plain question.
const form = document.querySelector("form[data-work]");
const question = form?.querySelector("[data-question]");
if (question && question.dataset.question !== "always" && crypto.subtle) {
    question.hidden = true;
    const began = performance.now();
    const work = find(form.elements.karte.value, Number(form.dataset.work)).then((found) => {
        form.elements.arbeit.value = found;
    });
    let sent = false;
    form.addEventListener("submit", (event) => {
        if (form.elements.arbeit.value && performance.now() - began > Number(form.dataset.wait)) return;
        event.preventDefault();
        if (sent) return;
        sent = true;
        work.catch(() => (question.hidden = false)).then(() => {
            const rest = Number(form.dataset.wait) + 100 - (performance.now() - began);
            setTimeout(() => {
                sent = false;
                if (question.hidden) form.requestSubmit();
            }, Math.max(0, rest));
        });
    });
}

async function find(ticket, bits) {
    const encoder = new TextEncoder();
    for (let number = 0; ; number++) {
        const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(`${ticket}:${number}`)));
        if (hash[0] === 0 && hash[1] >> (16 - bits) === 0) return String(number);
    }
}
