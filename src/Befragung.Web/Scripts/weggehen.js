// Whether somebody has just gone to another page. A page that is loaded anew by itself then would take them back to where they were.
const Patience = 10000;
let left = -Patience;

addEventListener("beforeunload", () => { left = performance.now(); });

/** Not for ever: a link to a file or to a mail program leaves the page where it is. */
export const leaving = () => performance.now() - left < Patience;
