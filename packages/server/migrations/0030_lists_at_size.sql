DROP INDEX "claims"."claim_patient";--> statement-breakpoint
CREATE INDEX "work_item_kind" ON "posting"."work_item" USING btree ("tenant_id","kind","opened_at","id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "remit_unapplied" ON "remits"."remit" USING btree ("tenant_id","unapplied") WHERE state = 'posted' and unapplied <> 0;--> statement-breakpoint
CREATE INDEX "claim_patient" ON "claims"."claim" USING btree ("tenant_id","patient_id","served_from","id");