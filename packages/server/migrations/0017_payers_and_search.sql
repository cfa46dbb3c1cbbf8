CREATE TABLE "remits"."patient_search" (
	"tenant_id" uuid NOT NULL,
	"token" text NOT NULL,
	"remit_claim_id" uuid NOT NULL,
	CONSTRAINT "patient_search_tenant_id_token_remit_claim_id_pk" PRIMARY KEY("tenant_id","token","remit_claim_id")
);
--> statement-breakpoint
ALTER TABLE "parties"."payer" ADD COLUMN "capitation" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "parties"."payer" ADD COLUMN "likely_same_as" uuid;--> statement-breakpoint
ALTER TABLE "parties"."payer" ADD COLUMN "same_as" uuid;--> statement-breakpoint
ALTER TABLE "remits"."patient_search" ADD CONSTRAINT "patient_search_tenant_id_remit_claim_id_remit_claim_tenant_id_id_fk" FOREIGN KEY ("tenant_id","remit_claim_id") REFERENCES "remits"."remit_claim"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parties"."payer" ADD CONSTRAINT "payer_likely_same_as_fk" FOREIGN KEY ("tenant_id","likely_same_as") REFERENCES "parties"."payer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parties"."payer" ADD CONSTRAINT "payer_same_as_fk" FOREIGN KEY ("tenant_id","same_as") REFERENCES "parties"."payer"("tenant_id","id") ON DELETE no action ON UPDATE no action;