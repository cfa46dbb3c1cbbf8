DROP INDEX "posting"."work_item_open";--> statement-breakpoint
CREATE INDEX "work_item_open" ON "posting"."work_item" USING btree ("tenant_id","opened_at","id") WHERE closed_at is null;