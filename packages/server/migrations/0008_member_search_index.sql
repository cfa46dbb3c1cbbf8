DROP INDEX "claims"."claim_member";--> statement-breakpoint
CREATE INDEX "claim_member" ON "claims"."claim" USING btree ("tenant_id","member_index","served_from") WHERE member_index is not null;