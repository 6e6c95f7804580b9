// Keeps the numbers of an open round up to date, as long as somebody looks at them. Without it the page is as it was when it was opened.
import { show } from "./erneuern.js";

const Pause = 30000;

const renew = async () => {
    if (!document.querySelector("[data-live=ja]") || document.visibilityState !== "visible") return;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "error" });
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
};

// Whoever has no connection for a while sees the numbers of before.
setInterval(() => renew().catch(() => {}), Pause);
