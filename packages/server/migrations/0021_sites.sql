ALTER TABLE "gate"."parked" ADD COLUMN "sites" uuid[];--> statement-breakpoint
ALTER TABLE "gate"."parked" ADD COLUMN "payers" uuid[];--> statement-breakpoint
ALTER TABLE "parties"."site" ADD COLUMN "npi" text;--> statement-breakpoint
ALTER TABLE "parties"."site" ADD COLUMN "billing_npi" text;--> statement-breakpoint
ALTER TABLE "claims"."claim" ADD COLUMN "facility_npi" text;--> statement-breakpoint
ALTER TABLE "claims"."claim" ADD COLUMN "site_id" uuid;--> statement-breakpoint
ALTER TABLE "remits"."remit" ADD COLUMN "sites" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "remits"."remit_claim" ADD COLUMN "site_id" uuid;--> statement-breakpoint
CREATE INDEX "claim_document" ON "claims"."claim" USING btree ("tenant_id","document_id");--> statement-breakpoint
-- Everything of a practice with one site is there. An owner who is no superuser is kept to one practice too, and this is of all of them.
ALTER TABLE "parties"."site" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "claims"."claim" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "remits"."remit" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "remits"."remit_claim" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TEMPORARY TABLE "only_site" AS SELECT "tenant_id", (array_agg("id"))[1] AS "id" FROM "parties"."site" GROUP BY 1 HAVING count(*) = 1;--> statement-breakpoint
UPDATE "claims"."claim" c SET "site_id" = s."id" FROM "only_site" s WHERE c."tenant_id" = s."tenant_id";--> statement-breakpoint
UPDATE "remits"."remit_claim" c SET "site_id" = s."id" FROM "only_site" s WHERE c."tenant_id" = s."tenant_id";--> statement-breakpoint
UPDATE "remits"."remit" r SET "sites" = array[s."id"] FROM "only_site" s WHERE r."tenant_id" = s."tenant_id";--> statement-breakpoint
DROP TABLE "only_site";--> statement-breakpoint
ALTER TABLE "claims"."claim" ADD CONSTRAINT "claim_tenant_id_site_id_site_tenant_id_id_fk" FOREIGN KEY ("tenant_id","site_id") REFERENCES "parties"."site"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parties"."site" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "claims"."claim" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "remits"."remit" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "remits"."remit_claim" FORCE ROW LEVEL SECURITY;