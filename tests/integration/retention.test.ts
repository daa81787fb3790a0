import { expect, it } from "vitest";
import { buildHouse, makeSeller } from "@/tests/support/house";
import { connect } from "@/tests/support/walk";

it("history older than its days is forgotten, and the newest renewal of each connection stays", async () => {
  await using house = await buildHouse();
  const jane = await makeSeller(house);
  const { id } = await connect(house, jane);
  await house.database.query("update connection_event set at = now() - interval '91 days'");
  await house.database.query(
    "alter table audit_event disable trigger keep_audit; update audit_event set at = now() - interval '366 days'; alter table audit_event enable trigger keep_audit",
  );
  await house.database.query(
    "insert into refresh_attempt (connection_id, lease_id, generation, trigger, started_at) select id, 'lease' || n, 1, 'scheduler', now() - interval '91 days' from connection, generate_series(1, 3) n",
  );

  await house.database.query(
    `insert into incident (public_id, registration_id, kind, opened_at, closed_at)
     select 'inc_' || n, (select min(id) from client_registration), 'outage', now() - interval '100 days', now() - n * interval '1 day'
     from unnest(array[91, 89]) n`,
  );
  await house.database.query(
    "insert into incident (public_id, registration_id, kind, opened_at) select 'inc_open', min(id), 'outage', now() - interval '100 days' from client_registration",
  );

  await house.container.retention.forget({ eventDays: 90, auditDays: 365 });

  const detail = await house.services.connectionDetail(jane, { id: id ?? "", before: null, timeZone: null });
  expect(detail).toMatchObject({ ok: true, value: { events: [] } });
  expect(await house.database.query("select lease_id from refresh_attempt")).toEqual([{ lease_id: "lease3" }]);
  expect(await house.database.query("select 1 from audit_event")).toEqual([]);
  expect(await house.database.query("select public_id from incident order by 1")).toEqual([
    { public_id: "inc_89" },
    { public_id: "inc_open" },
  ]);
});
