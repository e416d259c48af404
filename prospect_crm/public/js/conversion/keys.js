/** Ctrl+Enter (or Cmd+Enter) acts while the dialog is the one on top, wherever the focus is. */
export function on_ctrl_enter(dialog, act) {
	const listen = (event) => {
		if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || cur_dialog !== dialog) return;
		event.preventDefault();
		act();
	};
	document.addEventListener("keydown", listen);
	dialog.$wrapper.one("hidden.bs.modal", () => document.removeEventListener("keydown", listen));
}
