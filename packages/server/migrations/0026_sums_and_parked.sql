CREATE TABLE "ledger"."account_sum" (
	"tenant_id" uuid NOT NULL,
	"account" text NOT NULL,
	"debit" bigint NOT NULL,
	"credit" bigint NOT NULL,
	"lines" bigint NOT NULL,
	CONSTRAINT "account_sum_tenant_id_account_pk" PRIMARY KEY("tenant_id","account")
);
--> statement-breakpoint
CREATE TABLE "ledger"."receivable_sum" (
	"tenant_id" uuid NOT NULL,
	"party" text NOT NULL,
	"open" bigint NOT NULL,
	"allowance" bigint NOT NULL,
	CONSTRAINT "receivable_sum_tenant_id_party_pk" PRIMARY KEY("tenant_id","party")
);
--> statement-breakpoint
CREATE TABLE "ledger"."summed_up" (
	"tenant_id" uuid NOT NULL,
	"until" uuid NOT NULL,
	"summed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "summed_up_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE INDEX "account_sum_open" ON "ledger"."account_sum" USING btree ("tenant_id","account" text_pattern_ops) WHERE debit <> credit;--> statement-breakpoint
CREATE INDEX "decision_claim" ON "posting"."decision" USING btree ("tenant_id","claim_id") WHERE claim_id is not null;--> statement-breakpoint
CREATE INDEX "posted_claim_parked" ON "posting"."posted_claim" USING btree ("tenant_id","remit_claim_id") WHERE state = 'parked' and undone_by is null;--> statement-breakpoint
CREATE INDEX "provider_adjustment_reference" ON "remits"."provider_adjustment" USING btree ("tenant_id","reference") WHERE reference is not null;--> statement-breakpoint
CREATE INDEX "remit_claim_original" ON "remits"."remit_claim" USING btree ("tenant_id","original_reference") WHERE original_reference is not null;