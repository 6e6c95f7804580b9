// The page on which a round is planned: of the letters under which questions are merged, only those stand there that a question has. Without this script all of them do, folded.
(() => {
    const form = document.querySelector("[data-planning]");
    const merging = form?.querySelector("[data-merging]");
    if (!merging) return;
    const show = () => {
        const used = new Set(
            [...form.querySelectorAll("[data-item]")]
                .filter((row) => row.querySelector("[value=zusammenfuehren]").checked)
                .map((row) => row.querySelector("select").value)
        );
        for (const letter of merging.querySelectorAll("[data-letter]")) {
            letter.hidden = !used.has(letter.dataset.letter);
            if (!letter.hidden) letter.open = true;
        }
        used.delete("");
        merging.querySelector("[data-none]").hidden = used.size > 0;
    };
    form.addEventListener("change", show);
    show();
})();
