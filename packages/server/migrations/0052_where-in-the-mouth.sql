ALTER TABLE "claims"."service_line" ADD COLUMN "teeth" jsonb;--> statement-breakpoint
ALTER TABLE "claims"."service_line" ADD COLUMN "areas" text[];--> statement-breakpoint
ALTER TABLE "claims"."service_line" ADD COLUMN "rendering_npi" text;