CREATE TABLE "posting"."proposal" (
	"tenant_id" uuid NOT NULL,
	"remit_id" uuid NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	"disposition" text NOT NULL,
	"totals" jsonb NOT NULL,
	"findings" jsonb NOT NULL,
	"provider_adjustments" jsonb NOT NULL,
	"work" jsonb NOT NULL,
	"work_items" integer NOT NULL,
	"states" text NOT NULL,
	CONSTRAINT "proposal_tenant_id_remit_id_pk" PRIMARY KEY("tenant_id","remit_id")
);
--> statement-breakpoint
ALTER TABLE "posting"."proposal" ADD CONSTRAINT "proposal_tenant_id_remit_id_remit_tenant_id_id_fk" FOREIGN KEY ("tenant_id","remit_id") REFERENCES "remits"."remit"("tenant_id","id") ON DELETE no action ON UPDATE no action;