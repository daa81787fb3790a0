-- Somebody has to be able to make owners: whoever has been an admin for longest.
UPDATE "app_user" SET "role" = 'owner' WHERE "id" = (
  SELECT "id" FROM "app_user" WHERE "role" = 'admin' AND "disabled_at" IS NULL ORDER BY "is_demo", "id" LIMIT 1);
