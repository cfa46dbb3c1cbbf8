DROP INDEX "claims"."claim_control_key";--> statement-breakpoint
DROP INDEX "posting"."work_item_open";--> statement-breakpoint
DROP INDEX "remits"."remit_state";--> statement-breakpoint
DROP INDEX "remits"."remit_newest";--> statement-breakpoint
CREATE INDEX "work_item_newest" ON "posting"."work_item" USING btree ("tenant_id","opened_at","id");--> statement-breakpoint
CREATE INDEX "claim_control_key" ON "claims"."claim" USING btree ("tenant_id","control_key" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "work_item_open" ON "posting"."work_item" USING btree ("tenant_id","closed_at","opened_at","id");--> statement-breakpoint
CREATE INDEX "remit_state" ON "remits"."remit" USING btree ("tenant_id","state",coalesce(paid_on, '0001-01-01'::date),"id");--> statement-breakpoint
CREATE INDEX "remit_newest" ON "remits"."remit" USING btree ("tenant_id",coalesce(paid_on, '0001-01-01'::date),"id");