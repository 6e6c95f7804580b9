// Puts a placeholder where one writes, at a click. Without it they are written by hand; the page lists them.
for (const row of document.querySelectorAll("[data-insert-for]")) {
    const field = document.getElementById(row.dataset.insertFor);
    row.hidden = false;
    for (const button of row.querySelectorAll("[data-insert]"))
        button.addEventListener("click", () => {
            field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
            field.dispatchEvent(new Event("input", { bubbles: true }));
            field.focus();
        });
}
