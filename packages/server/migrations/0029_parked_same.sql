ALTER TABLE "gate"."parked" ADD COLUMN "input_digest" text;--> statement-breakpoint
CREATE INDEX "parked_same" ON "gate"."parked" USING btree ("tenant_id","input_digest");