CREATE SCHEMA "gate";
--> statement-breakpoint
CREATE SCHEMA "bank";
--> statement-breakpoint
CREATE SCHEMA "codes";
--> statement-breakpoint
CREATE SCHEMA "governance";
--> statement-breakpoint
CREATE SCHEMA "intake";
--> statement-breakpoint
CREATE SCHEMA "ledger";
--> statement-breakpoint
CREATE SCHEMA "parties";
--> statement-breakpoint
CREATE SCHEMA "claims";
--> statement-breakpoint
CREATE SCHEMA "posting";
--> statement-breakpoint
CREATE SCHEMA "remits";
--> statement-breakpoint
CREATE TABLE "gate"."answer" (
	"tenant_id" uuid NOT NULL,
	"actor_id" text NOT NULL,
	"key" text NOT NULL,
	"what" text NOT NULL,
	"input_hash" text NOT NULL,
	"outcome" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "answer_tenant_id_actor_id_key_pk" PRIMARY KEY("tenant_id","actor_id","key")
);
--> statement-breakpoint
CREATE TABLE "gate"."parked" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"command" text NOT NULL,
	"input" jsonb NOT NULL,
	"proposed_by" text NOT NULL,
	"because" text NOT NULL,
	"parked_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	"state" text NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "parked_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "gate"."record" (
	"tenant_id" uuid NOT NULL,
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" text NOT NULL,
	"what" text NOT NULL,
	"outcome" text NOT NULL,
	"subjects" text[] NOT NULL,
	"body" text NOT NULL,
	"previous" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "record_tenant_id_chain_seq_pk" PRIMARY KEY("tenant_id","chain","seq")
);
--> statement-breakpoint
CREATE TABLE "gate"."record_head" (
	"tenant_id" uuid NOT NULL,
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "record_head_tenant_id_chain_pk" PRIMARY KEY("tenant_id","chain")
);
--> statement-breakpoint
CREATE TABLE "gate"."record_subject" (
	"tenant_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"chain" text NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "record_subject_tenant_id_subject_chain_seq_pk" PRIMARY KEY("tenant_id","subject","chain","seq")
);
--> statement-breakpoint
CREATE TABLE "bank"."deposit" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"posted_on" date NOT NULL,
	"amount" bigint NOT NULL,
	"trace_number" text,
	"trace_key" text,
	"payer_trace_id" text,
	"originator" text,
	"description" text NOT NULL,
	"kind" text NOT NULL,
	"account" text NOT NULL,
	"bank_reference" text,
	"key" text NOT NULL,
	"document_id" uuid NOT NULL,
	"byte_from" bigint NOT NULL,
	"byte_to" bigint NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "deposit_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "bank"."tie" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"deposit_id" uuid NOT NULL,
	"remit_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	"how" text NOT NULL,
	"because" text NOT NULL,
	"entry_id" uuid NOT NULL,
	"tied_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	"undone_by" uuid,
	CONSTRAINT "tie_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "codes"."reason" (
	"tenant_id" uuid NOT NULL,
	"carc" text NOT NULL,
	"words" text NOT NULL,
	"family" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"set_by" text NOT NULL,
	"act_id" uuid NOT NULL,
	"dropped_at" timestamp with time zone,
	CONSTRAINT "reason_tenant_id_carc_pk" PRIMARY KEY("tenant_id","carc")
);
--> statement-breakpoint
CREATE TABLE "governance"."autonomy" (
	"tenant_id" uuid NOT NULL,
	"workflow" text NOT NULL,
	"level" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "autonomy_tenant_id_workflow_pk" PRIMARY KEY("tenant_id","workflow")
);
--> statement-breakpoint
CREATE TABLE "governance"."member" (
	"tenant_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"roles" text[] NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "member_tenant_id_user_id_pk" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "intake"."document" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"kind" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"received_by" text NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "document_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "intake"."reading" (
	"tenant_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"claims" integer NOT NULL,
	"remits" integer NOT NULL,
	"deposits" integer NOT NULL,
	"repeated" integer NOT NULL,
	"findings" jsonb NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "reading_tenant_id_document_id_pk" PRIMARY KEY("tenant_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "ledger"."entry" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"booked_on" date NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"description" text NOT NULL,
	"reverses" uuid,
	"booked_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "entry_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "ledger"."line" (
	"tenant_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"account" text NOT NULL,
	"amount" bigint NOT NULL,
	"claim_id" uuid,
	"document_id" uuid,
	"byte_from" bigint,
	"byte_to" bigint,
	CONSTRAINT "line_tenant_id_entry_id_n_pk" PRIMARY KEY("tenant_id","entry_id","n")
);
--> statement-breakpoint
CREATE TABLE "ledger"."movement" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"claim_line_id" uuid,
	"party" text NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"account" text NOT NULL,
	"adjustment_group" text,
	"carc" text,
	"remit_claim_id" uuid,
	"document_id" uuid,
	"byte_from" bigint,
	"byte_to" bigint,
	"because" text NOT NULL,
	"reverses" uuid,
	CONSTRAINT "movement_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "parties"."patient" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"last_name" text NOT NULL,
	"first_name" text NOT NULL,
	"birth_date" text,
	"sex" text,
	"key" text NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "patient_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "parties"."payer" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"ids" text[] NOT NULL,
	"in_network" boolean NOT NULL,
	"unconfirmed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "payer_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "parties"."practice" (
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"npi" text,
	"tax_id" text,
	"specialty" text NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "practice_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "parties"."provider" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"npi" text NOT NULL,
	"taxonomy" text,
	CONSTRAINT "provider_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "parties"."site" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"address" text,
	CONSTRAINT "site_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "claims"."claim" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"patient_control_number" text NOT NULL,
	"control_key" text NOT NULL,
	"control_start" text,
	"patient_id" uuid NOT NULL,
	"payer_id" uuid NOT NULL,
	"coverages" jsonb NOT NULL,
	"member_id" text,
	"frequency" text NOT NULL,
	"replaces" uuid,
	"billed" bigint NOT NULL,
	"billing_npi" text,
	"rendering_npi" text,
	"place_of_service" text,
	"diagnoses" text[] NOT NULL,
	"served_from" date,
	"served_to" date,
	"status" text NOT NULL,
	"payer_open" bigint NOT NULL,
	"patient_open" bigint NOT NULL,
	"content_key" text NOT NULL,
	"document_id" uuid NOT NULL,
	"byte_from" bigint NOT NULL,
	"byte_to" bigint NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "claim_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "claims"."service_line" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"claim_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"line_control_number" text,
	"code" text NOT NULL,
	"modifiers" text[] NOT NULL,
	"billed" bigint NOT NULL,
	"units" text,
	"served_on" date,
	"diagnoses" text[] NOT NULL,
	"expected_allowed" bigint,
	"byte_from" bigint NOT NULL,
	"byte_to" bigint NOT NULL,
	CONSTRAINT "service_line_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "posting"."decision" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"remit_id" uuid NOT NULL,
	"remit_claim_id" uuid,
	"kind" text NOT NULL,
	"claim_id" uuid,
	"line_index" integer,
	"claim_line_id" uuid,
	"reason" text,
	"decided_at" timestamp with time zone NOT NULL,
	"decided_by" text NOT NULL,
	"act_id" uuid NOT NULL,
	CONSTRAINT "decision_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "posting"."posted_claim" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"posted_remit_id" uuid NOT NULL,
	"remit_claim_id" uuid NOT NULL,
	"claim_id" uuid,
	"state" text NOT NULL,
	"reverses" uuid,
	"plan" jsonb NOT NULL,
	"act_id" uuid NOT NULL,
	"undone_by" uuid,
	CONSTRAINT "posted_claim_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "posting"."posted_remit" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"remit_id" uuid NOT NULL,
	"totals" jsonb NOT NULL,
	"provider_adjustments" jsonb NOT NULL,
	"findings" jsonb NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	"posted_by" text NOT NULL,
	"act_id" uuid NOT NULL,
	"undone_by" uuid,
	CONSTRAINT "posted_remit_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "posting"."work_item" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"remit_id" uuid NOT NULL,
	"remit_claim_id" uuid,
	"claim_id" uuid,
	"line_index" integer,
	"amount" bigint NOT NULL,
	"adjustment_group" text,
	"carc" text,
	"says" text NOT NULL,
	"because" text NOT NULL,
	"fix" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"closed_why" text,
	CONSTRAINT "work_item_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "remits"."provider_adjustment" (
	"tenant_id" uuid NOT NULL,
	"remit_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"code" text NOT NULL,
	"reference" text,
	"amount" bigint NOT NULL,
	"fiscal_date" date,
	"provider_id" text NOT NULL,
	"byte_from" bigint NOT NULL,
	"byte_to" bigint NOT NULL,
	CONSTRAINT "provider_adjustment_tenant_id_remit_id_index_pk" PRIMARY KEY("tenant_id","remit_id","index")
);
--> statement-breakpoint
CREATE TABLE "remits"."remit" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"control" text NOT NULL,
	"version" text NOT NULL,
	"payer_id" uuid,
	"payer_name" text NOT NULL,
	"payer_ids" text[] NOT NULL,
	"payee_name" text NOT NULL,
	"payee_npi" text,
	"payee_tax_id" text,
	"trace_number" text NOT NULL,
	"payer_trace_id" text NOT NULL,
	"method" text NOT NULL,
	"paid_on" date,
	"paid" bigint NOT NULL,
	"claims" integer NOT NULL,
	"lines" integer NOT NULL,
	"balanced" boolean NOT NULL,
	"findings" jsonb NOT NULL,
	"unreadable" jsonb NOT NULL,
	"payment_key" text NOT NULL,
	"near_key" text NOT NULL,
	"content_hash" text NOT NULL,
	"near_duplicate_of" uuid,
	"byte_from" bigint NOT NULL,
	"byte_to" bigint NOT NULL,
	"paid_from" bigint NOT NULL,
	"paid_to" bigint NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"act_id" uuid NOT NULL,
	"state" text NOT NULL,
	"clean_claims" integer NOT NULL,
	"work_claims" integer NOT NULL,
	"parked_claims" integer NOT NULL,
	"unapplied" bigint NOT NULL,
	CONSTRAINT "remit_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "remits"."remit_claim" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"remit_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"patient_control_number" text NOT NULL,
	"payer_control_number" text,
	"original_reference" text,
	"status" text NOT NULL,
	"filing_indicator" text,
	"billed" bigint NOT NULL,
	"paid" bigint NOT NULL,
	"stated_patient_responsibility" bigint,
	"patient_last" text,
	"patient_first" text,
	"patient_member_id" text,
	"subscriber_member_id" text,
	"crossover_name" text,
	"crossover_id" text,
	"rendering_npi" text,
	"served_from" date,
	"served_to" date,
	"received_on" date,
	"adjustments" jsonb NOT NULL,
	"rarcs" text[] NOT NULL,
	"lines" jsonb NOT NULL,
	"unreadable" jsonb NOT NULL,
	"content_key" text NOT NULL,
	"byte_from" bigint NOT NULL,
	"byte_to" bigint NOT NULL,
	"billed_from" bigint NOT NULL,
	"billed_to" bigint NOT NULL,
	"paid_from" bigint NOT NULL,
	"paid_to" bigint NOT NULL,
	CONSTRAINT "remit_claim_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "bank"."deposit" ADD CONSTRAINT "deposit_tenant_id_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank"."tie" ADD CONSTRAINT "tie_tenant_id_deposit_id_deposit_tenant_id_id_fk" FOREIGN KEY ("tenant_id","deposit_id") REFERENCES "bank"."deposit"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."reading" ADD CONSTRAINT "reading_tenant_id_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger"."line" ADD CONSTRAINT "line_tenant_id_entry_id_entry_tenant_id_id_fk" FOREIGN KEY ("tenant_id","entry_id") REFERENCES "ledger"."entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger"."movement" ADD CONSTRAINT "movement_tenant_id_entry_id_entry_tenant_id_id_fk" FOREIGN KEY ("tenant_id","entry_id") REFERENCES "ledger"."entry"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."claim" ADD CONSTRAINT "claim_tenant_id_patient_id_patient_tenant_id_id_fk" FOREIGN KEY ("tenant_id","patient_id") REFERENCES "parties"."patient"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."claim" ADD CONSTRAINT "claim_tenant_id_payer_id_payer_tenant_id_id_fk" FOREIGN KEY ("tenant_id","payer_id") REFERENCES "parties"."payer"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."claim" ADD CONSTRAINT "claim_tenant_id_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."service_line" ADD CONSTRAINT "service_line_tenant_id_claim_id_claim_tenant_id_id_fk" FOREIGN KEY ("tenant_id","claim_id") REFERENCES "claims"."claim"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting"."decision" ADD CONSTRAINT "decision_tenant_id_remit_id_remit_tenant_id_id_fk" FOREIGN KEY ("tenant_id","remit_id") REFERENCES "remits"."remit"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting"."posted_claim" ADD CONSTRAINT "posted_claim_tenant_id_remit_claim_id_remit_claim_tenant_id_id_fk" FOREIGN KEY ("tenant_id","remit_claim_id") REFERENCES "remits"."remit_claim"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting"."posted_claim" ADD CONSTRAINT "posted_claim_tenant_id_posted_remit_id_posted_remit_tenant_id_id_fk" FOREIGN KEY ("tenant_id","posted_remit_id") REFERENCES "posting"."posted_remit"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting"."posted_remit" ADD CONSTRAINT "posted_remit_tenant_id_remit_id_remit_tenant_id_id_fk" FOREIGN KEY ("tenant_id","remit_id") REFERENCES "remits"."remit"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting"."work_item" ADD CONSTRAINT "work_item_tenant_id_remit_id_remit_tenant_id_id_fk" FOREIGN KEY ("tenant_id","remit_id") REFERENCES "remits"."remit"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remits"."provider_adjustment" ADD CONSTRAINT "provider_adjustment_tenant_id_remit_id_remit_tenant_id_id_fk" FOREIGN KEY ("tenant_id","remit_id") REFERENCES "remits"."remit"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remits"."remit" ADD CONSTRAINT "remit_tenant_id_document_id_document_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "intake"."document"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remits"."remit_claim" ADD CONSTRAINT "remit_claim_tenant_id_remit_id_remit_tenant_id_id_fk" FOREIGN KEY ("tenant_id","remit_id") REFERENCES "remits"."remit"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "parked_waiting" ON "gate"."parked" USING btree ("tenant_id","state","parked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "record_id" ON "gate"."record" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "record_what" ON "gate"."record" USING btree ("tenant_id","what","at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "deposit_key" ON "bank"."deposit" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE INDEX "deposit_trace" ON "bank"."deposit" USING btree ("tenant_id","trace_key");--> statement-breakpoint
CREATE INDEX "deposit_newest" ON "bank"."deposit" USING btree ("tenant_id","posted_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "tie_standing" ON "bank"."tie" USING btree ("tenant_id","deposit_id","remit_id") WHERE undone_by is null;--> statement-breakpoint
CREATE INDEX "tie_remit" ON "bank"."tie" USING btree ("tenant_id","remit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "document_hash" ON "intake"."document" USING btree ("tenant_id","sha256");--> statement-breakpoint
CREATE INDEX "document_newest" ON "intake"."document" USING btree ("tenant_id","received_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "entry_source" ON "ledger"."entry" USING btree ("tenant_id","source_kind","source_id");--> statement-breakpoint
CREATE INDEX "entry_newest" ON "ledger"."entry" USING btree ("tenant_id","booked_on","id");--> statement-breakpoint
CREATE INDEX "entry_act" ON "ledger"."entry" USING btree ("tenant_id","act_id");--> statement-breakpoint
CREATE INDEX "entry_reverses" ON "ledger"."entry" USING btree ("tenant_id","reverses");--> statement-breakpoint
CREATE INDEX "line_account" ON "ledger"."line" USING btree ("tenant_id","account" text_pattern_ops,"entry_id");--> statement-breakpoint
CREATE INDEX "line_claim" ON "ledger"."line" USING btree ("tenant_id","claim_id");--> statement-breakpoint
CREATE INDEX "movement_claim" ON "ledger"."movement" USING btree ("tenant_id","claim_id");--> statement-breakpoint
CREATE INDEX "movement_remit_claim" ON "ledger"."movement" USING btree ("tenant_id","remit_claim_id");--> statement-breakpoint
CREATE INDEX "movement_entry" ON "ledger"."movement" USING btree ("tenant_id","entry_id");--> statement-breakpoint
CREATE UNIQUE INDEX "patient_key" ON "parties"."patient" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE INDEX "patient_name" ON "parties"."patient" USING btree ("tenant_id",lower(last_name) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "payer_ids" ON "parties"."payer" USING gin ("ids");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_npi" ON "parties"."provider" USING btree ("tenant_id","npi");--> statement-breakpoint
CREATE UNIQUE INDEX "claim_content" ON "claims"."claim" USING btree ("tenant_id","content_key");--> statement-breakpoint
CREATE INDEX "claim_control_number" ON "claims"."claim" USING btree ("tenant_id","patient_control_number");--> statement-breakpoint
CREATE INDEX "claim_control_key" ON "claims"."claim" USING btree ("tenant_id","control_key");--> statement-breakpoint
CREATE INDEX "claim_control_start" ON "claims"."claim" USING btree ("tenant_id","control_start");--> statement-breakpoint
CREATE INDEX "claim_member" ON "claims"."claim" USING btree ("tenant_id","member_id","served_from");--> statement-breakpoint
CREATE INDEX "claim_patient" ON "claims"."claim" USING btree ("tenant_id","patient_id");--> statement-breakpoint
CREATE INDEX "claim_newest" ON "claims"."claim" USING btree ("tenant_id",coalesce(served_from, '-infinity'::date),"id");--> statement-breakpoint
CREATE INDEX "claim_status" ON "claims"."claim" USING btree ("tenant_id","status",coalesce(served_from, '-infinity'::date),"id");--> statement-breakpoint
CREATE INDEX "service_line_claim" ON "claims"."service_line" USING btree ("tenant_id","claim_id");--> statement-breakpoint
CREATE INDEX "decision_remit" ON "posting"."decision" USING btree ("tenant_id","remit_id");--> statement-breakpoint
CREATE INDEX "posted_claim_remit_claim" ON "posting"."posted_claim" USING btree ("tenant_id","remit_claim_id");--> statement-breakpoint
CREATE INDEX "posted_claim_reverses" ON "posting"."posted_claim" USING btree ("tenant_id","reverses");--> statement-breakpoint
CREATE INDEX "posted_claim_claim" ON "posting"."posted_claim" USING btree ("tenant_id","claim_id");--> statement-breakpoint
CREATE INDEX "posted_claim_posting" ON "posting"."posted_claim" USING btree ("tenant_id","posted_remit_id");--> statement-breakpoint
CREATE INDEX "posted_remit_remit" ON "posting"."posted_remit" USING btree ("tenant_id","remit_id");--> statement-breakpoint
CREATE INDEX "work_item_remit" ON "posting"."work_item" USING btree ("tenant_id","remit_id");--> statement-breakpoint
CREATE INDEX "work_item_claim" ON "posting"."work_item" USING btree ("tenant_id","claim_id");--> statement-breakpoint
CREATE INDEX "work_item_open" ON "posting"."work_item" USING btree ("tenant_id","closed_at","opened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "work_item_act" ON "posting"."work_item" USING btree ("tenant_id","act_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "remit_payment" ON "remits"."remit" USING btree ("tenant_id","payment_key","content_hash");--> statement-breakpoint
CREATE INDEX "remit_document" ON "remits"."remit" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "remit_near" ON "remits"."remit" USING btree ("tenant_id","near_key");--> statement-breakpoint
CREATE INDEX "remit_trace" ON "remits"."remit" USING btree ("tenant_id","trace_number");--> statement-breakpoint
CREATE INDEX "remit_paid" ON "remits"."remit" USING btree ("tenant_id","paid");--> statement-breakpoint
CREATE INDEX "remit_state" ON "remits"."remit" USING btree ("tenant_id","state","paid_on" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "remit_newest" ON "remits"."remit" USING btree ("tenant_id","paid_on" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE UNIQUE INDEX "remit_claim_index" ON "remits"."remit_claim" USING btree ("tenant_id","remit_id","index");--> statement-breakpoint
CREATE INDEX "remit_claim_content" ON "remits"."remit_claim" USING btree ("tenant_id","content_key");--> statement-breakpoint
CREATE INDEX "remit_claim_payer_control" ON "remits"."remit_claim" USING btree ("tenant_id","payer_control_number");--> statement-breakpoint
CREATE INDEX "remit_claim_control" ON "remits"."remit_claim" USING btree ("tenant_id","patient_control_number");