// What was typed and is not saved yet, kept in this browser: one entry for each question, under the mark of its expert, so that nobody else is shown it.
const Prefix = "befragung/";
const Longest = 100 * 24 * 60 * 60 * 1000;

export const keyOf = (...names) => Prefix + names.join("/");

/** False where the browser keeps nothing. */
export const keep = (key, entry) => {
    try {
        localStorage.setItem(key, JSON.stringify(entry));
        return true;
    } catch {
        return false;
    }
};

/** Removes an entry, but not one that another tab has written since. */
export const forget = (key, at) => {
    if (read(key)?.at === at) localStorage.removeItem(key);
};

/** The entries whose keys begin so, in the order in which they were typed. What nobody came back for goes, whoever's it was. */
export const entries = (...names) => {
    let keys = [];
    try {
        keys = Object.keys(localStorage).filter((key) => key.startsWith(Prefix));
    } catch {
        // Nothing is kept here.
    }
    const all = keys.map((key) => ({ key, ...read(key) }));
    for (const old of all) if (!(Date.now() - old.at < Longest)) localStorage.removeItem(old.key);
    return all.filter((entry) => entry.key.startsWith(keyOf(...names, ""))).sort((one, other) => one.at - other.at);
};

const read = (key) => {
    try {
        return JSON.parse(localStorage.getItem(key));
    } catch {
        return null;
    }
};
