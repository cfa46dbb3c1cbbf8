CREATE TABLE "parties"."same_patient" (
	"tenant_id" uuid NOT NULL,
	"one_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"are_one" boolean NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "same_patient_tenant_id_one_id_other_id_pk" PRIMARY KEY("tenant_id","one_id","other_id")
);
--> statement-breakpoint
ALTER TABLE "parties"."same_patient" ADD CONSTRAINT "same_patient_one_fk" FOREIGN KEY ("tenant_id","one_id") REFERENCES "parties"."patient"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parties"."same_patient" ADD CONSTRAINT "same_patient_other_fk" FOREIGN KEY ("tenant_id","other_id") REFERENCES "parties"."patient"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "same_patient_other" ON "parties"."same_patient" USING btree ("tenant_id","other_id");