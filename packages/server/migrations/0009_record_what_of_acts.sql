DROP INDEX "gate"."record_what";--> statement-breakpoint
CREATE INDEX "record_what" ON "gate"."record" USING btree ("tenant_id","chain","what","seq") WHERE chain = 'acts';