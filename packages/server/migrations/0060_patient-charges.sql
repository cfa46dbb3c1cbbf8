CREATE TABLE "charges"."patient_charge" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "patient_charge_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "patient_charge_line" ON "charges"."patient_charge" USING btree ("tenant_id","source_id","line");