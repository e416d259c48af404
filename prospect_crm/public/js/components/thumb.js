const SVG = "http://www.w3.org/2000/svg";
const HAND =
	"M2 7h2.5v7H2zM6 13.2V7.4L8.6 2c1 0 1.6.8 1.4 1.8L9.5 6.500h3.400c.8 0 1.300.7 1.100 1.500l-1.200 4.800c-.2.7-.7 1.200-1.400 1.200H7.600c-.6 0-1.200-.3-1.600-.8z";

/** A thumb up, or down: the desk has none among its icons. */
export function thumb(is_down = false) {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("viewBox", "0 0 16 16");
	svg.setAttribute(
		"class",
		is_down ? "icon icon-sm prospect-thumb is-down" : "icon icon-sm prospect-thumb"
	);
	svg.setAttribute("aria-hidden", "true");
	const path = document.createElementNS(SVG, "path");
	path.setAttribute("d", HAND);
	svg.append(path);
	return svg;
}
