DROP INDEX "gate"."record_at";--> statement-breakpoint
CREATE INDEX "record_at" ON "gate"."record" USING brin ("at") WITH (pages_per_range=32,autosummarize=true);