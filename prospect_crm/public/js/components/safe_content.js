import { element } from "./element.js";

const KEPT = new Set(
	"P BR DIV SPAN STRONG B EM I U S UL OL LI BLOCKQUOTE PRE CODE H1 H2 H3 TABLE TBODY THEAD TR TD TH".split(
		" "
	)
);
const DROPPED = new Set("SCRIPT STYLE TEMPLATE IFRAME OBJECT EMBED SVG MATH NOSCRIPT HEAD TITLE".split(" "));

/**
 * Rebuilds what somebody wrote in an editor out of a few harmless elements: no attribute of theirs survives
 * but the addresses of links and of the site's own pictures.
 *
 * @param {string} markup
 * @returns {Node[]}
 */
export function safe_content(markup) {
	const parsed = new DOMParser().parseFromString(markup || "", "text/html");
	return [...parsed.body.childNodes].flatMap(rebuilt);
}

function rebuilt(node) {
	if (node.nodeType === 3) return [document.createTextNode(node.textContent)];
	if (node.nodeType !== 1 || DROPPED.has(node.tagName)) return [];
	const children = () => [...node.childNodes].flatMap(rebuilt);
	if (node.classList.contains("mention")) return [mention(node)];
	if (node.tagName === "A") return [link(node, children())];
	if (node.tagName === "IMG") return picture(node);
	return KEPT.has(node.tagName) ? [element(node.tagName.toLowerCase(), {}, children())] : children();
}

function mention(node) {
	const name = (node.dataset.value || node.textContent).replace(/^@/, "");
	return element("span.prospect-mention", {}, `@${name.replace(/<[^>]*>/g, "").trim()}`);
}

function link(node, children) {
	const href = node.getAttribute("href") || "";
	if (!/^(https?:|mailto:|tel:|\/(?!\/))/i.test(href)) return element("span", {}, children);
	return element("a", { href, target: "_blank", rel: "noopener noreferrer" }, children);
}

/** A picture of the site itself: one from elsewhere would tell its owner who reads the note. */
function picture(node) {
	const source = node.getAttribute("src") || "";
	if (!/^(\/files\/|\/private\/files\/|data:image\/(png|jpe?g|gif|webp);base64,)/i.test(source)) return [];
	return [element("img", { src: source, alt: node.getAttribute("alt") || "", loading: "lazy" })];
}
