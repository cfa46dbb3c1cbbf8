DROP INDEX "intake"."document_hash";--> statement-breakpoint
ALTER TABLE "intake"."document" ADD COLUMN "generation" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "document_hash" ON "intake"."document" USING btree ("tenant_id","sha256","generation");