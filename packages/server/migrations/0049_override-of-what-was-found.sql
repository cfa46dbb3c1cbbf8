DROP INDEX "scrub"."override_finding";--> statement-breakpoint
ALTER TABLE "scrub"."override" ADD COLUMN "found" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "override_finding" ON "scrub"."override" USING btree ("tenant_id","draft_id","version","code","at","found");