ALTER TABLE "compliance"."outlier" ADD COLUMN "night" date NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "outlier_line" ON "compliance"."outlier" USING btree ("tenant_id","kind","line_id");