// The ledger's filters, and the switch of the colours kept for next time. Without this script every row is shown and the
// switch still works (it is CSS).
"use strict";
(function () {
    const form = document.getElementById("filters"), shown = document.getElementById("shown");
    const rows = Array.from(document.querySelectorAll("#claims tbody tr"));
    const keys = ["verdict", "level", "place", "status"];

    function filter() {
        const words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
        let count = 0;
        for (const row of rows) {
            const fits = keys.every(k => !form.elements[k].value || row.dataset[k] === form.elements[k].value) &&
                words.every(w => row.dataset.text.includes(w));
            row.hidden = !fits;
            count += fits;
        }
        shown.textContent = count + " of " + rows.length + " statements shown";
    }
    // A link to a statement that a filter hides takes the filters away.
    function reveal() {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        const row = target && target.closest("#claims tr");
        if (row && row.hidden) {
            form.reset();
            filter();
            target.scrollIntoView();
        }
    }
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("reset", () => setTimeout(filter));
    form.addEventListener("submit", event => event.preventDefault());
    window.addEventListener("hashchange", reveal);
    filter();

    const themes = Array.from(document.querySelectorAll("input[name=theme]"));
    for (const t of themes)
        t.addEventListener("change", () => { try { localStorage.setItem("assay-theme", t.value); } catch (e) { /* no storage: not kept */ } });
    try {
        const kept = themes.find(t => t.value === localStorage.getItem("assay-theme"));
        if (kept)
            kept.checked = true;
    } catch (e) { /* no storage */ }
})();
