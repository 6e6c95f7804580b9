// A section of the sheet: keeping what is typed, then asking for reasons, then what makes questions handier.
import "./bogen.js";
import "./begruendung.js";
import "./fragen.js";
