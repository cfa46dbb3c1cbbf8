CREATE TABLE "submission"."status_meaning" (
	"tenant_id" uuid NOT NULL,
	"payer_id" uuid NOT NULL,
	"code" text NOT NULL,
	"version" integer NOT NULL,
	"meaning" jsonb,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "status_meaning_tenant_id_payer_id_code_version_pk" PRIMARY KEY("tenant_id","payer_id","code","version")
);
--> statement-breakpoint
CREATE TABLE "submission"."unmapped" (
	"tenant_id" uuid NOT NULL,
	"payer_id" uuid NOT NULL,
	"code" text NOT NULL,
	"draft_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "unmapped_tenant_id_payer_id_code_draft_id_pk" PRIMARY KEY("tenant_id","payer_id","code","draft_id")
);
--> statement-breakpoint
ALTER TABLE "submission"."status_meaning" ADD CONSTRAINT "status_meaning_tenant_id_payer_id_payer_tenant_id_id_fk" FOREIGN KEY ("tenant_id","payer_id") REFERENCES "parties"."payer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."unmapped" ADD CONSTRAINT "unmapped_tenant_id_payer_id_payer_tenant_id_id_fk" FOREIGN KEY ("tenant_id","payer_id") REFERENCES "parties"."payer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission"."unmapped" ADD CONSTRAINT "unmapped_tenant_id_draft_id_draft_tenant_id_id_fk" FOREIGN KEY ("tenant_id","draft_id") REFERENCES "claims"."draft"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "unmapped_draft" ON "submission"."unmapped" USING btree ("tenant_id","draft_id");