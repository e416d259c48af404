import { element } from "../components/element.js";

const PAGE =
	'<meta charset="utf-8"><style>body{font:14px sans-serif;margin:12px;overflow-wrap:anywhere}</style>';

/** A mail as its reader will see it. The frame runs nothing and reaches nothing: the text is somebody's markup. */
export function mail_frame({ subject, sender, recipient, content, footer }) {
	return element(
		"div.prospect-mail",
		{},
		element("div.text-muted", {}, __("From: {0}", [sender])),
		element("div.text-muted", {}, __("To: {0}", [recipient])),
		element("strong", {}, subject),
		element("iframe", {
			sandbox: "",
			referrerpolicy: "no-referrer",
			title: subject,
			srcdoc: [PAGE, content, footer].join(""),
		})
	);
}
