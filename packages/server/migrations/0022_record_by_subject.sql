DROP INDEX "gate"."record_purpose";--> statement-breakpoint
ALTER TABLE "gate"."record_subject" DROP CONSTRAINT "record_subject_tenant_id_subject_chain_seq_pk";--> statement-breakpoint
CREATE INDEX "record_subject_found" ON "gate"."record_subject" USING btree ("tenant_id","subject","chain");--> statement-breakpoint
CREATE INDEX "record_purpose" ON "gate"."record" USING btree ("tenant_id","purpose","seq") WHERE purpose not in ('treatment', 'payment', 'operations');