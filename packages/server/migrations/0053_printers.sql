CREATE TABLE "claims"."printer" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"form" text NOT NULL,
	"alignment" jsonb,
	"set_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "printer_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE INDEX "printer_name" ON "claims"."printer" USING btree ("tenant_id","name","form","id");