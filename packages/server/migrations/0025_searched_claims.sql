CREATE INDEX "remit_claim_patient_member" ON "remits"."remit_claim" USING btree ("tenant_id","patient_member_index") WHERE patient_member_index is not null;--> statement-breakpoint
CREATE INDEX "remit_claim_subscriber_member" ON "remits"."remit_claim" USING btree ("tenant_id","subscriber_member_index") WHERE subscriber_member_index is not null;--> statement-breakpoint
CREATE INDEX "remit_claim_paid" ON "remits"."remit_claim" USING btree ("tenant_id","paid");--> statement-breakpoint
CREATE INDEX "remit_claim_served" ON "remits"."remit_claim" USING btree ("tenant_id","served_from");