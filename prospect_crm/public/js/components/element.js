/**
 * Builds one DOM element. Children are nodes or text, never HTML: user text cannot run.
 *
 * @param {string} tag "div", or "button.btn.btn-default" with classes
 * @param {Object} [properties] attributes; `on` maps event names to listeners, null and false are left out
 * @param {...(Node|string|number|null|false|Array)} children
 * @returns {HTMLElement}
 */
export function element(tag, properties = {}, ...children) {
	const [name, ...classes] = tag.split(".");
	const node = document.createElement(name);
	if (classes.length) node.classList.add(...classes);
	for (const [key, value] of Object.entries(properties)) {
		if (key === "on") listen(node, value);
		else if (value === true) node.setAttribute(key, "");
		else if (value !== null && value !== undefined && value !== false) node.setAttribute(key, value);
	}
	node.append(...children.flat(Infinity).filter(is_shown));
	return node;
}

/** Puts new children in place of whatever a node holds. */
export function fill(node, ...children) {
	node.replaceChildren(...children.flat(Infinity).filter(is_shown));
}

function is_shown(child) {
	return child !== null && child !== undefined && child !== false && child !== "";
}

function listen(node, listeners) {
	for (const [event, listener] of Object.entries(listeners)) node.addEventListener(event, listener);
}

const SVG = "http://www.w3.org/2000/svg";

/** One icon of the desk's own set. */
export function icon(name) {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("class", "icon icon-sm");
	svg.setAttribute("aria-hidden", "true");
	const use = document.createElementNS(SVG, "use");
	use.setAttribute("href", `#icon-${name}`);
	svg.append(use);
	return svg;
}
