ALTER TABLE "claims"."claim" ADD COLUMN "sent_on" date;--> statement-breakpoint
CREATE INDEX "claim_replaces" ON "claims"."claim" USING btree ("tenant_id","replaces") WHERE replaces is not null;