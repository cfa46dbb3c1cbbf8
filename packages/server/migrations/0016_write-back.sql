CREATE TABLE "governance"."partner" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"vendor_id" text NOT NULL,
	"product" text NOT NULL,
	"protocol" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"kinds" text[] NOT NULL,
	"active" boolean NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"set_by" text NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "partner_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance"."write_back" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"note" text NOT NULL,
	"state" text NOT NULL,
	"tries" integer NOT NULL,
	"account_id" text,
	"version" text,
	"findings" jsonb NOT NULL,
	"queued_at" timestamp with time zone NOT NULL,
	"queued_by" text NOT NULL,
	"not_before" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"act_id" uuid NOT NULL,
	CONSTRAINT "write_back_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE INDEX "write_back_subject" ON "governance"."write_back" USING btree ("tenant_id","partner_id","subject","id");--> statement-breakpoint
CREATE INDEX "write_back_state" ON "governance"."write_back" USING btree ("tenant_id","state","id");--> statement-breakpoint
CREATE INDEX "write_back_act" ON "governance"."write_back" USING btree ("tenant_id","act_id");