import { choice } from "../components/cells.js";
import { element, icon } from "../components/element.js";
import { date_and_time } from "../components/format.js";
import { email_link, phone_link, record_link } from "../components/record_link.js";

/** One line on a person: what they do and where, how to reach them, what is next. */
export function person_headline(person) {
	return element(
		"div.prospect-headline",
		{},
		place_of(person),
		person.account_type &&
			element(
				"span.indicator-pill.no-indicator-dot.gray",
				{},
				choice("Contact Prospect", person.account_type)
			),
		[person.mobile, person.phone].map(call_link),
		person.email && element("span", {}, icon("mail"), email_link(person.email)),
		next_task(person)
	);
}

function place_of({ job_title, company, company_name, company_as_given }) {
	const where = company
		? record_link("Sales Prospect", company, company_name)
		: company_as_given || __("free contact");
	return element("span", {}, job_title && `${job_title}, `, where);
}

function call_link(phone) {
	return phone && element("span", {}, icon("call"), phone_link(phone));
}

/** The date of the next task, or that there is none. */
export function next_task({ next_task_on }) {
	const text = next_task_on ? __("Next task: {0}", [date_and_time(next_task_on)]) : __("No task planned");
	return element("span.prospect-next-task", {}, icon("calendar"), text);
}
