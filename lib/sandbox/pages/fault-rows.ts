import { FAULT_GROUPS, type Fault, type FaultGroup, faultsOf, faultValueLabel } from "../faults/fault-list";
import type { Marketplace } from "../marketplace";
import type { ActiveFault } from "../state/records";
import { type Html, html } from "./html";
import { icon } from "./icon";

/** A value set by a program may be none of the usual ones; the list must still show it. */
function choicesWith(fault: Fault, value: string | undefined): Fault["choices"] {
  if (value === undefined || fault.choices.some((choice) => choice.value === value)) return fault.choices;
  return [...fault.choices, { value, label: faultValueLabel(fault, value) ?? value }];
}

const select = (fault: Fault, value: string | undefined): Html => html`<span class="one">
<select class="field" name="value.${fault.id}" aria-label="${fault.label}: how">${choicesWith(fault, value).map(
  (choice) => html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>`,
)}</select>${icon("down")}</span>`;

const row = (fault: Fault, on: ActiveFault | undefined): Html => html`<li class="pick">
<label><input type="checkbox" name="fault" value="${fault.id}"${on !== undefined && html` checked`} aria-describedby="says-${fault.id}"> <span>${fault.label}</span></label>
${fault.choices.length > 1 && select(fault, on?.value)}
<p class="says" id="says-${fault.id}">${fault.says}</p>
</li>`;

/**
 * The switches as tick boxes, in their groups.
 *
 * @param on what to show as ticked.
 */
export function faultRows(market: Marketplace, on: readonly ActiveFault[]): Html {
  const faults = faultsOf(market.definition);
  const groups = Object.entries(FAULT_GROUPS) as [FaultGroup, string][];
  return html`<div class="groups">${groups.map(
    ([group, title]) =>
      html`<fieldset class="switches"><legend>${title}</legend><ul role="list">${faults
        .filter((fault) => fault.group === group)
        .map((fault) =>
          row(
            fault,
            on.find((active) => active.fault === fault.id),
          ),
        )}</ul></fieldset>`,
  )}</div>`;
}
